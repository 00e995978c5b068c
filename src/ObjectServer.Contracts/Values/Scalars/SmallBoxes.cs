using System.Numerics;

namespace ObjectServer.Values.Scalars;

/// <summary>Boxes of the numbers that calls carry most.</summary>
/// <typeparam name="T">An integer type.</typeparam>
internal static class SmallBoxes<T>
    where T : struct, IBinaryInteger<T>
{
    private const int Count = 128;
    private static readonly object[] Boxes = Fill();

    /// <summary>A box of <paramref name="value"/>, made before if it is from 0 to 126.</summary>
    public static object Box(T value) =>
        T.IsNegative(value) || value >= T.CreateTruncating(Count - 1) ? value : Boxes[int.CreateTruncating(value)];

    private static object[] Fill()
    {
        object[] boxes = new object[Count];
        for (int i = 0; i < Count; i++)
            boxes[i] = T.CreateTruncating(i);

        return boxes;
    }
}
