using System.Data.Common;
using System.Runtime.CompilerServices;
using FleetActors.Recordings;
using Microsoft.Win32.SafeHandles;

namespace FleetActors.Storage.Transfer;

/// <summary>
/// Recordings as files in a folder. One that comes in is written beside its place and moved there when it is complete; a file that is there already and holds as
/// much stays, since a house may move its database and leave the folder where it is.
/// </summary>
internal sealed class DirectoryCarrier(string directory) : IRecordingCarrier
{
    private const string Unfinished = ".part";

    public string Description => $"the folder {directory}";

    public Task<IReadOnlyList<RecordingRow>> ListAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(directory);
        var files = folder.Exists ? folder.EnumerateFiles("*" + RecordingFile.Extension) : [];
        return Task.FromResult<IReadOnlyList<RecordingRow>>([.. files
            .Select(static file => new RecordingRow(Path.GetFileNameWithoutExtension(file.Name), Samples(file.Length), file.LastWriteTimeUtc))
            .Where(static recording => RecordingFile.IsStem(recording.Name))
            .OrderBy(static recording => recording.Name, StringComparer.Ordinal)]);
    }

    public async IAsyncEnumerable<SoundRow> ReadAsync(
        DbConnection connection, RecordingRow recording, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(PathOf(recording.Name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        foreach (var (first, bytes) in recording.Pieces())
        {
            var sound = new byte[bytes];
            if (await RandomAccess.ReadAsync(file, sound, Place(first), cancellationToken) != bytes)
            {
                throw new StorageException($"The recording {PathOf(recording.Name)} is shorter than it was a moment ago.");
            }

            yield return new SoundRow(recording.Name, first, sound);
        }
    }

    public Task<IReadOnlyDictionary<string, long>> CountAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long>());

    public async Task WriteAsync(DbConnection connection, IReadOnlyList<TransferRow> rows, CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(directory);
        // One file after the other, as the rows have them.
        foreach (var some in rows.OfType<SoundRow>().GroupBy(static row => row.Name, StringComparer.Ordinal))
        {
            using var part = Open(some.Key, some.First().First == 0 ? FileMode.Create : FileMode.OpenOrCreate);
            foreach (var row in some)
            {
                await RandomAccess.WriteAsync(part, row.Sound, Place(row.First), cancellationToken);
            }

            RandomAccess.FlushToDisk(part);
        }

        foreach (var row in rows.OfType<RecordingRow>())
        {
            await FinishAsync(row, cancellationToken);
        }
    }

    private async Task FinishAsync(RecordingRow recording, CancellationToken cancellationToken)
    {
        var (path, part) = (PathOf(recording.Name), PathOf(recording.Name) + Unfinished);
        var isThere = File.Exists(path) && Samples(new FileInfo(path).Length) >= recording.Samples;
        if (isThere)
        {
            File.Delete(part);
            return;
        }

        using (var file = Open(recording.Name, FileMode.OpenOrCreate))
        {
            await RandomAccess.WriteAsync(file, WaveHeader.For(recording.Samples * sizeof(short)), 0, cancellationToken);
            if (RandomAccess.GetLength(file) != Place(recording.Samples))
            {
                throw new StorageException($"The recording {recording.Name} did not come whole: the folder {directory} has been changed. Begin again with an empty database.");
            }

            RandomAccess.FlushToDisk(file);
        }

        File.SetLastWriteTimeUtc(part, recording.UpdatedAt);
        File.Move(part, path, overwrite: true);
    }

    private SafeFileHandle Open(string name, FileMode mode) =>
        File.OpenHandle(PathOf(name) + Unfinished, mode, FileAccess.ReadWrite, FileShare.Read, FileOptions.Asynchronous);

    private string PathOf(string name) => Path.Combine(directory, name + RecordingFile.Extension);

    private static long Place(long sample) => WaveHeader.Length + (sample * sizeof(short));

    private static long Samples(long fileLength) => DirectoryRecordingStore.DataBytes(fileLength) / sizeof(short);
}
