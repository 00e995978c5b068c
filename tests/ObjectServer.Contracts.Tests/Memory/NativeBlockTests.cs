using ObjectServer.Memory;

namespace ObjectServer.Tests.Memory;

public sealed class NativeBlockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData((4 * 1024 * 1024) - 1)]
    [InlineData(4 * 1024 * 1024)]
    [InlineData((4 * 1024 * 1024) + 1)]
    [InlineData((7 * 1024 * 1024) + 4097)]
    public unsafe void Cleared_IsClearedAndWholeAndUsable(long bytes)
    {
        for (int again = 0; again < 3; again++)
        {
            byte* block = (byte*)NativeBlock.Alloc(bytes, cleared: true);
            var all = new Span<byte>(block, (int)bytes);
            Assert.Equal(-1, all.IndexOfAnyExcept((byte)0));
            all.Fill(1);
            NativeBlock.Free(block, bytes);
        }
    }

    [Fact]
    public unsafe void Large_GoesBackToTheSystemAtOnce()
    {
        const long Bytes = (64 * 1024 * 1024) + 1;
        byte* block = (byte*)NativeBlock.Alloc(Bytes, cleared: false);
        string address = $"{(nint)block:x}-";
        Assert.Contains(File.ReadLines("/proc/self/maps"), line => line.StartsWith(address, StringComparison.Ordinal));

        NativeBlock.Free(block, Bytes);

        Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.StartsWith(address, StringComparison.Ordinal));
    }

    [Fact]
    public unsafe void MoreThanThereIs_IsRefused() => Assert.ThrowsAny<OutOfMemoryException>(() => NativeBlock.Alloc(long.MaxValue / 4, cleared: true));
}
