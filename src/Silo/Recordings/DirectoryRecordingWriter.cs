using FleetActors.Calls;
using Microsoft.Win32.SafeHandles;

namespace FleetActors.Recordings;

/// <summary>Appends to one WAV file.</summary>
internal sealed class DirectoryRecordingWriter : RecordingWriter
{
    private readonly SafeFileHandle _file;

    private DirectoryRecordingWriter(SafeFileHandle file, long written)
        : base(written / sizeof(short)) => _file = file;

    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public static async Task<DirectoryRecordingWriter> OpenAsync(string path, CancellationToken cancellationToken)
    {
        // Shared also with a writer that a lost activation of the call left behind: better two of them than no recording.
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        try
        {
            var writer = new DirectoryRecordingWriter(file, DirectoryRecordingStore.DataBytes(RandomAccess.GetLength(file)));
            await writer.WriteHeaderAsync(cancellationToken);
            return writer;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_file.IsClosed)
        {
            return;
        }

        try
        {
            await FlushAsync(CancellationToken.None);

            // Until here the sound was safe from the process's end; now from the machine's too. It takes the disk's time, which is not the caller's.
            await Task.Run(() => RandomAccess.FlushToDisk(_file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"The end of the recording could not be written: {exception.Message}", exception);
        }
        finally
        {
            _file.Dispose();
        }
    }

    protected override async ValueTask WriteAsync(long first, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(_file, sound, WaveHeader.Length + (first * sizeof(short)), cancellationToken);
            await WriteHeaderAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"A second of the recording could not be written: {exception.Message}", exception);
        }
    }

    private ValueTask WriteHeaderAsync(CancellationToken cancellationToken) =>
        RandomAccess.WriteAsync(_file, WaveHeader.For(Written * sizeof(short)), 0, cancellationToken);
}
