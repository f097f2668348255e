using System.Collections.ObjectModel;

namespace FleetActors.Storage.Transfer;

/// <summary>The last line.</summary>
/// <param name="Rows">How many rows of each table there were, by its word.</param>
/// <param name="Sha256">Of all lines before this one, line ends included, in hexadecimal.</param>
internal sealed record TransferFooter(ReadOnlyDictionary<string, long> Rows, string Sha256)
{
    public byte[] ToLine() => TransferFile.Line(line =>
    {
        line.WriteString("t", TransferFile.FooterWord);
        TransferHeader.WriteCounts(line, Rows);
        line.WriteString("sha256", Sha256);
    });
}
