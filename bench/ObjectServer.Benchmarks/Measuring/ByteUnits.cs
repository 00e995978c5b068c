namespace ObjectServer.Benchmarks.Measuring;

/// <summary>Units that memory is shown in, in bytes.</summary>
internal static class ByteUnits
{
    public const double Kibibyte = 1024;
    public const double Mebibyte = 1024 * 1024;
}
