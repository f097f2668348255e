using FleetActors.Calls;
using Microsoft.Win32.SafeHandles;

namespace FleetActors.Recordings;

/// <summary>Writes bytes at their place in a file; <see cref="RandomAccess"/> does, and tests have a disk that refuses.</summary>
internal delegate ValueTask WriteAt(SafeFileHandle file, ReadOnlyMemory<byte> bytes, long offset, CancellationToken cancellationToken);

/// <summary>Appends to one WAV file.</summary>
internal sealed class DirectoryRecordingWriter : RecordingWriter
{
    private readonly SafeFileHandle _file;
    private readonly WriteAt _writeAt;

    private DirectoryRecordingWriter(SafeFileHandle file, long written, WriteAt writeAt)
        : base(written / sizeof(short)) => (_file, _writeAt) = (file, writeAt);

    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public static async Task<DirectoryRecordingWriter> OpenAsync(string path, WriteAt writeAt, CancellationToken cancellationToken)
    {
        // Shared also with a writer that a lost activation of the call left behind: better two of them than no recording.
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        try
        {
            var bytes = DirectoryRecordingStore.DataBytes(RandomAccess.GetLength(file));
            var writer = new DirectoryRecordingWriter(file, bytes, writeAt);
            await writer.WriteHeaderAsync(bytes, cancellationToken);
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
            await _writeAt(_file, sound, WaveHeader.Length + (first * sizeof(short)), cancellationToken);
            await WriteHeaderAsync((first * sizeof(short)) + sound.Length, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"A second of the recording could not be written: {exception.Message}", exception);
        }
    }

    private ValueTask WriteHeaderAsync(long bytes, CancellationToken cancellationToken) => _writeAt(_file, WaveHeader.For(bytes), 0, cancellationToken);
}
