namespace Superfone.Simulation;

/// <summary>G.711 μ-law, the encoding of telephony: one byte for each sample.</summary>
internal static class MuLaw
{
    private const int Bias = 0x84;
    private const int Loudest = 32_635;

    /// <summary>Encodes a sample.</summary>
    /// <param name="sample">From -1 to 1; louder samples are clipped.</param>
    public static byte Encode(double sample)
    {
        var value = (int)(sample * short.MaxValue);
        var sign = value < 0 ? 0x80 : 0;
        var size = Math.Min(Math.Abs(value), Loudest) + Bias;
        var exponent = int.Log2(size) - 7;
        return (byte)~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 0x0F));
    }
}
