namespace NAudio.Codecs;

/// <summary>Constants of ITU-T G.711 as NAudio uses them.</summary>
internal static class G711
{
    public const int Clip = 32635;
    public const int MuLawBias = 0x84;
    public const int SignBit = 0x80;
    public const int ALawMask = 0x55;

    public static short[] Table(Func<byte, int> decode) => [.. Enumerable.Range(0, 256).Select(code => (short)decode((byte)code))];
}
