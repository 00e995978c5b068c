using System.Text.Json.Serialization;

namespace ObjectServer.Tests.Values.Records;

/// <summary>Types that are plain records, and some that nearly are.</summary>
internal static class PlainShapes
{
    internal enum Grade : byte
    {
        Low,
        High = 200,
    }

    [JsonConverter(typeof(JsonStringEnumConverter<Named>))]
    internal enum Named
    {
        One,
    }

    internal sealed record Row(int Id, long Volume, double Price, string? Symbol, DateTime At, bool IsSettled);

    internal sealed record Wide(
        sbyte A, short B, byte C, ushort D, uint E, ulong F, float G, decimal H, Guid I, DateTimeOffset J, TimeSpan K, Grade L, DayOfWeek M);

    internal sealed record Sparse(int? A, double? B, bool? C, DateTime? D, Guid? E, Grade? F, decimal? G, TimeSpan? H, string? I);

    internal sealed record Defaults(int A, int B = 7, string C = "x\"", Grade D = Grade.High, double? E = 1.5, decimal F = 2.50m, DateTime G = default);

    internal record struct Point(double X, double Y);

    internal readonly record struct Fixed(int A, string? B);

    internal struct Loose
    {
        public int A;

        public string? B { get; set; }
    }

    internal record Ancestor(int A)
    {
        public string B { get; set; } = "b";
    }

    internal sealed record Descendant(int A, int C) : Ancestor(A)
    {
        public int Computed => A + C;

        public int D { get; init; } = 4;
    }

    internal sealed record Needing
    {
        public required int A { get; init; }

        public required string? B { get; set; }

        public int C { get; init; } = 3;
    }

    internal sealed record Umlaut(int Größe, string Ünit);

    internal sealed record Renamed([property: JsonPropertyName("b")] int A);

    internal sealed record Ignoring(int A)
    {
        [JsonIgnore]
        public int B { get; set; }
    }

    internal sealed record Ordered(int A)
    {
        [JsonPropertyOrder(-1)]
        public int B { get; set; }
    }

    internal sealed record Nested(int A, Row B);

    internal sealed record OfNamed(Named A);

    internal sealed record Hidden
    {
        [JsonConstructor]
        private Hidden(int a) => A = a;

        public int A { get; }

        public static Hidden Of(int a) => new(a);
    }

    internal sealed record Refusing(int A)
    {
        public int A { get; } = A >= 0 ? A : throw new ArgumentOutOfRangeException(nameof(A));
    }

    internal sealed record Telling(int A) : IJsonOnDeserialized
    {
        public void OnDeserialized()
        {
        }
    }

    [JsonDerivedType(typeof(Known), "known")]
    internal record Open(int A);

    internal sealed record Known(int A, int B) : Open(A);
}
