using System.Runtime.InteropServices;
using FleetActors.Calls;
using Microsoft.Win32.SafeHandles;

namespace FleetActors.Recordings;

/// <summary>Appends to one WAV file, a second at a time.</summary>
internal sealed class DirectoryRecordingWriter : IRecordingWriter
{
    private const int SecondBytes = 8000 * sizeof(short);

    private readonly SafeFileHandle _file;
    private readonly byte[] _second = new byte[SecondBytes];
    private long _written;
    private int _waiting;

    private DirectoryRecordingWriter(SafeFileHandle file, long written) => (_file, _written) = (file, written);

    public long Samples => (_written + _waiting) / sizeof(short);

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

    public async ValueTask AppendAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        var room = RecordingInfo.MaxSamples - Samples;
        var left = samples.Length <= room ? samples : samples[..(int)Math.Max(0, room)];
        while (!left.IsEmpty)
        {
            var piece = left[..Math.Min(left.Length, (SecondBytes - _waiting) / sizeof(short))];
            MemoryMarshal.AsBytes(piece.Span).CopyTo(_second.AsSpan(_waiting));
            _waiting += piece.Length * sizeof(short);
            left = left[piece.Length..];
            if (_waiting == SecondBytes)
            {
                await FlushAsync(cancellationToken);
            }
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_waiting == 0)
        {
            return;
        }

        var piece = _second.AsMemory(0, _waiting);
        var at = WaveHeader.Length + _written;

        // Moves on even when writing fails: what is missing in a file reads as zeros, and later sound keeps its place.
        _written += _waiting;
        _waiting = 0;
        try
        {
            await RandomAccess.WriteAsync(_file, piece, at, cancellationToken);
            await WriteHeaderAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"A second of the recording could not be written: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
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

    private ValueTask WriteHeaderAsync(CancellationToken cancellationToken) => RandomAccess.WriteAsync(_file, WaveHeader.For(_written), 0, cancellationToken);
}
