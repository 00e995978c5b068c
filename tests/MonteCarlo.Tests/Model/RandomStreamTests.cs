using MonteCarlo.Model;

namespace MonteCarlo.Tests.Model;

public sealed class RandomStreamTests
{
    [Fact]
    public void SplitMix_PublishedSeed_GivesPublishedNumbers()
    {
        var mix = new SplitMix64(1234567);

        ulong[] numbers = [mix.Next(), mix.Next(), mix.Next()];

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423], numbers);
    }

    [Fact]
    public void Xoshiro_StateOneToFour_GivesPublishedNumbers()
    {
        var random = new Xoshiro256(1, 2, 3, 4);

        ulong[] numbers = [random.Next(), random.Next(), random.Next(), random.Next()];

        Assert.Equal([11520, 0, 1509978240, 1215971899390074240], numbers);
    }

    [Fact]
    public void NextUnit_ManyNumbers_AreUniform()
    {
        var random = new Xoshiro256(5);
        double sum = 0, squares = 0;
        const int count = 100_000;

        for (int i = 0; i < count; i++)
        {
            double value = random.NextUnit();
            Assert.InRange(value, 0, 1 - 1e-16);
            sum += value;
            squares += value * value;
        }

        Assert.InRange(sum / count, 0.5 - 0.004, 0.5 + 0.004);
        Assert.InRange(squares / count, 1 / 3.0 - 0.004, 1 / 3.0 + 0.004);
    }
}
