using FleetActors.Calls;

namespace FleetActors.Recordings;

/// <summary>Appends to one recording in the database.</summary>
internal sealed class DatabaseRecordingWriter(RecordingTable table, string name, long writer, long samples) : RecordingWriter(samples)
{
    private bool _closing;
    private bool _closed;

    public override async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        (_closing, _closed) = (true, true);
        if (IsEmpty)
        {
            // What was written before waits for the server's disk all the same.
            await table.SettleAsync(name, writer, CancellationToken.None);
        }
        else
        {
            await FlushAsync(CancellationToken.None);
        }
    }

    protected override async ValueTask WriteAsync(long first, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken)
    {
        if (!await table.AppendAsync(name, writer, first, sound, durable: _closing, cancellationToken))
        {
            throw new RecordingException("A second of the recording was not taken: another silo goes on with it.") { IsFinal = true };
        }
    }
}
