using System.Diagnostics.CodeAnalysis;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <summary>Stands in for the codecs until they exist: knows kinds, writes nothing.</summary>
internal static class ValueCodecs
{
    internal static ValueCodec Of(Type type) =>
        TryOf(type, out ValueCodec? codec, out string? reason) ? codec : throw new NotSupportedException(reason);

    internal static bool TryOf(Type type, [NotNullWhen(true)] out ValueCodec? codec, [NotNullWhen(false)] out string? reason)
    {
        codec = null;
        reason = null;
        if (type == typeof(nint) || typeof(Exception).IsAssignableFrom(type) || typeof(System.Reflection.MemberInfo).IsAssignableFrom(type))
        {
            reason = $"{TypeNames.Of(type)} is not a value.";
            return false;
        }

        ValueKind kind = ContractModel.IsContract(type) ? ValueKind.Reference
            : type == typeof(bool) ? ValueKind.Boolean
            : type == typeof(string) ? ValueKind.Text
            : type == typeof(double) ? ValueKind.Real
            : type == typeof(int) || type == typeof(long) ? ValueKind.Integer
            : ValueKind.Json;
        codec = new Stub(type, kind);
        return true;
    }

    private sealed class Stub(Type type, ValueKind kind) : ValueCodec
    {
        public override Type Type => type;

        public override ValueKind Kind => kind;

        public override void WriteBoxed(ValueWriter writer, object? value) => throw new NotSupportedException();

        public override object? ReadBoxed(ValueReader reader) => throw new NotSupportedException();
    }
}
