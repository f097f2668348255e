using System.Data.Common;
using System.Globalization;

namespace FleetActors.Storage;

/// <summary>How a database would go about a question, in its own words.</summary>
internal sealed record QueryPlan(string Text)
{
    /// <summary>Every table that is read is searched, none is walked through, and these indexes are among those used.</summary>
    public void ShouldSearchBy(params ReadOnlySpan<string> indexes)
    {
        foreach (var index in indexes)
        {
            Text.ShouldContain(index, Case.Insensitive);
        }

        Text.ShouldNotContain("Seq Scan");
        Text.ShouldNotMatch("SCAN (TABLE )?(alert_index|entry|alert_pages|phone_index)\\b", Text);
    }

    public void ShouldNotSort()
    {
        Text.ShouldNotContain("TEMP B-TREE");
        Text.ShouldNotContain("Sort");
    }
}

internal static class QueryPlans
{
    /// <summary>The plan of a question as the product asks it. Where nothing is stored all is cheap: forbidden ways are taken only where there is no other.</summary>
    public static QueryPlan PlanOf(this TestDatabase database, string sql, Action<DbCommand> bind)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        if (database is PostgresTestDatabase)
        {
            command.CommandText = "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off; SET enable_incremental_sort = off;";
            command.ExecuteNonQuery();
        }

        command.CommandText = (database is SqliteTestDatabase ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql;
        bind(command);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(Convert.ToString(reader.GetValue(reader.FieldCount - 1), CultureInfo.InvariantCulture)!);
        }

        return new QueryPlan(string.Join('\n', lines));
    }
}
