using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using ObjectServer.Memory;

namespace ObjectServer.Tests.Memory;

public sealed class MemoryMappingTests : IDisposable
{
    private const long Bytes = 100;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"objectserver-test-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    public void Mapping_ThatIsForgotten_StaysOnlyIfABlockOfItWasNeverGivenBack(bool leaks, bool closes, bool stays)
    {
        Forget(leaks, closes);

        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(stays, File.ReadLines("/proc/self/maps").Any(line => line.EndsWith(_path, StringComparison.Ordinal)));
    }

    // By itself, so that nothing of it is on the stack afterwards.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Forget(bool leaks, bool closes)
    {
        SafeFileHandle file = File.OpenHandle(_path, FileMode.CreateNew, FileAccess.ReadWrite);
        RandomAccess.SetLength(file, SegmentFile.FileBytes(Bytes));
        MemoryMapping mapping = MemoryMapping.Create(file, new MemoryLayout(ElementFormat.Byte, [Bytes]), Bytes, Guid.NewGuid());
        if (leaks) Assert.True(mapping.TryUse());
        if (closes) mapping.Close();
    }
}
