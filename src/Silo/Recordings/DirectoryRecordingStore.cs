using FleetActors.Calls;
using Microsoft.Extensions.Options;

namespace FleetActors.Recordings;

/// <summary>One WAV file for each call in one folder. Readable by any program at any time: the header is put right with every second.</summary>
internal sealed class DirectoryRecordingStore(IOptions<RecordingOptions> options, WriteAt? writeAt = null) : IRecordingStore
{
    private readonly WriteAt _writeAt = writeAt ?? RandomAccess.WriteAsync;
    private readonly string _directory = Path.GetFullPath(options.Value.Directory);

    public Task<IRecordingWriter> OpenAsync(string callId, CancellationToken cancellationToken) => GuardAsync("be opened", async () =>
    {
        System.IO.Directory.CreateDirectory(_directory);
        return (IRecordingWriter)await DirectoryRecordingWriter.OpenAsync(PathOf(callId), _writeAt, cancellationToken);
    });

    public Task<Stream?> OpenReadAsync(string callId, CancellationToken cancellationToken) => GuardAsync("be read", () =>
    {
        if (!File.Exists(PathOf(callId)))
        {
            return Task.FromResult<Stream?>(null);
        }

        var file = File.OpenHandle(PathOf(callId), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        return Task.FromResult<Stream?>(new FileRecordingStream(file, DataBytes(RandomAccess.GetLength(file))));
    });

    public Task<RecordingInfo?> FindAsync(string callId, CancellationToken cancellationToken) => GuardAsync("be read", () =>
    {
        var file = new FileInfo(PathOf(callId));
        return Task.FromResult(file.Exists
            ? new RecordingInfo(callId, DataBytes(file.Length) / sizeof(short), new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero))
            : null);
    });

    /// <summary>Whole samples in a file of that length, whatever its header says: a crash leaves the header a second behind.</summary>
    internal static long DataBytes(long fileLength) => Math.Clamp(fileLength - WaveHeader.Length, 0, RecordingInfo.MaxSamples * sizeof(short)) & ~1L;

    private string PathOf(string callId) => Path.Combine(_directory, RecordingFile.NameOf(callId));

    private static async Task<T> GuardAsync<T>(string what, Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"The recording cannot {what}: {exception.Message}", exception);
        }
    }
}
