using FleetActors.Calls;
using FleetActors.Storage.Sql;

namespace FleetActors.Recordings;

/// <summary>Chunks of a second in PostgreSQL, which every member of a cluster reaches.</summary>
internal sealed class DatabaseRecordingStore(FleetDatabase database) : IRecordingStore, IDisposable
{
    private readonly RecordingTable _table = new(database);

    public async Task<IRecordingWriter> OpenAsync(string callId, CancellationToken cancellationToken)
    {
        var name = RecordingFile.StemOf(callId);
        var (writer, samples) = await _table.OpenAsync(name, cancellationToken);
        return new DatabaseRecordingWriter(_table, name, writer, samples);
    }

    public async Task<Stream?> OpenReadAsync(string callId, CancellationToken cancellationToken)
    {
        var name = RecordingFile.StemOf(callId);
        return await _table.FindAsync(name, cancellationToken) is { } found ? new DatabaseRecordingStream(_table, name, found.Samples) : null;
    }

    public async Task<RecordingInfo?> FindAsync(string callId, CancellationToken cancellationToken) =>
        await _table.FindAsync(RecordingFile.StemOf(callId), cancellationToken) is { } found
            ? new RecordingInfo(callId, found.Samples, new DateTimeOffset(DateTime.SpecifyKind(found.UpdatedAt, DateTimeKind.Utc)))
            : null;

    public void Dispose() => _table.Dispose();
}
