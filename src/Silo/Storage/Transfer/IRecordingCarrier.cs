using System.Data.Common;

namespace FleetActors.Storage.Transfer;

/// <summary>Takes recordings out of where they are kept, and puts them there. Never holds more than a second of one.</summary>
internal interface IRecordingCarrier
{
    /// <summary>Where they are, for messages.</summary>
    string Description { get; }

    /// <summary>All of them as they are now, by name. The connection has a transaction in which everything read is of one moment.</summary>
    Task<IReadOnlyList<RecordingRow>> ListAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>A recording's sound, up to the length that it was listed with.</summary>
    /// <exception cref="StorageException">It is shorter than that.</exception>
    IAsyncEnumerable<SoundRow> ReadAsync(DbConnection connection, RecordingRow recording, CancellationToken cancellationToken);

    /// <summary>Rows in the database, by their words; empty where recordings are elsewhere.</summary>
    Task<IReadOnlyDictionary<string, long>> CountAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>
    /// Puts rows in, in the order of the file. Within the import's transaction: what is written elsewhere than in the database must be safe before this returns,
    /// and may come again after an interruption.
    /// </summary>
    /// <exception cref="StorageException">A recording's line comes and its sound is not there.</exception>
    Task WriteAsync(DbConnection connection, IReadOnlyList<TransferRow> rows, CancellationToken cancellationToken);
}
