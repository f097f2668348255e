using Microsoft.Win32.SafeHandles;

namespace FleetActors.Recordings;

/// <summary>A recording's file with the header it ought to have: the one in the file is a second behind while it grows, and after a crash for good.</summary>
internal sealed class FileRecordingStream(SafeFileHandle file, long dataBytes) : RecordingStream(dataBytes)
{
    protected override int ReadSound(Span<byte> buffer, long at) => RandomAccess.Read(file, buffer, WaveHeader.Length + at);

    protected override ValueTask<int> ReadSoundAsync(Memory<byte> buffer, long at, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(file, buffer, WaveHeader.Length + at, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
