using System.Data.Common;
using System.Text.Json;

namespace FleetActors.Storage.Transfer;

/// <summary>A table that moves with the house: how its rows become lines of a file and rows again, the same on every database.</summary>
internal abstract class TransferTable
{
    /// <summary>All of them, in the order in which they are written and must be read.</summary>
    public static IReadOnlyList<TransferTable> All { get; } = [new StateTable(), new ReminderTable(), new SeenTable()];

    /// <summary>The word in each line that says what it is. Part of the format.</summary>
    public abstract string Word { get; }

    /// <summary>The table in the database.</summary>
    public abstract string Name { get; }

    /// <summary>Reads every row, in an order that every database keeps.</summary>
    public abstract string Select { get; }

    /// <summary>Adds one row.</summary>
    public abstract string Insert { get; }

    /// <summary>Writes the row that the reader stands on as members of an object.</summary>
    public abstract void Write(Utf8JsonWriter line, DbDataReader row);

    /// <summary>The values of a line, by the names of <see cref="Insert"/>'s parameters.</summary>
    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    /// <exception cref="FormatException">A member cannot be read.</exception>
    /// <exception cref="InvalidOperationException">A member is of another kind.</exception>
    public abstract IEnumerable<(string Name, object? Value)> Values(JsonElement line);

    /// <summary>UTC to the microsecond, the finest that every database keeps.</summary>
    internal static string Text(DateTime utc) =>
        new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);

    protected static DateTime Instant(JsonElement value) => value.GetDateTimeOffset().UtcDateTime;
}
