using System.Data.Common;
using FleetActors.Recovery;

namespace FleetActors.Storage.Sql;

/// <summary>
/// A silo's share of an index, by the number that each row got when its grain was first stored: they are given out in turn, so the shares are even. The whole
/// needs no condition.
/// </summary>
internal static class ShareSql
{
    public static string And(SweepShare share) => share.IsPart ? " AND storage_id % @share_count = @share_index" : string.Empty;

    public static DbCommand With(this DbCommand command, SweepShare share) =>
        share.IsPart ? command.With("@share_count", (long)share.Count).With("@share_index", (long)share.Index) : command;
}
