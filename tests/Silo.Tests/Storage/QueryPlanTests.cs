using System.Globalization;

namespace FleetActors.Storage;

/// <summary>Questions asked every few seconds, or for each report, must not read the whole table.</summary>
public sealed class QueryPlanTests
{
    [Theory]
    [InlineData("SELECT alert_id FROM alert_index WHERE wake_at <= 1 ORDER BY wake_at LIMIT 10", "ix_alert_index_wake_at")]
    [InlineData("SELECT alert_id FROM alert_index WHERE owed > 0 AND alert_id > 'a' ORDER BY alert_id LIMIT 10", "ix_alert_index_owed")]
    [InlineData("SELECT alert_id FROM alert_index WHERE dedup_key = 'a' AND dedup_key IS NOT NULL AND status <> 'resolved'", "ux_alert_index_dedup_key")]
    [InlineData("SELECT code FROM alert_pages WHERE number = 'a' ORDER BY storage_id", "PRIMARY KEY")]
    [InlineData("SELECT count(*) FROM alert_index WHERE status IN ('open', 'paging')", "ix_alert_index_status")]
    [InlineData("SELECT 1 FROM alert_index WHERE device_id = 'a' ORDER BY storage_id DESC LIMIT 10", "ix_alert_index_device")]
    [InlineData("SELECT 1 FROM alert_index WHERE fleet_id = 'a' ORDER BY storage_id DESC LIMIT 10", "ix_alert_index_fleet")]
    [InlineData("SELECT 1 FROM OrleansStorage WHERE GrainTypeString = 'alert' AND GrainIdExtensionString = 'a'", "UX_OrleansStorage_Key")]
    [InlineData("SELECT device_id FROM device_index WHERE wake_at <= 1 ORDER BY wake_at LIMIT 10", "ix_device_index_wake_at")]
    [InlineData("SELECT device_id FROM device_index WHERE fleet_id = 'a' AND device_id > 'b' ORDER BY device_id LIMIT 10", "ix_device_index_fleet")]
    public async Task Plan_SearchesByIndexAndDoesNotSort(string sql, string index)
    {
        await using var file = await FleetFile.OpenAsync();

        var plan = Plan(file, sql);

        plan.ShouldContain("SEARCH");
        plan.ShouldContain(index);
        plan.ShouldNotContain("SCAN");
        plan.ShouldNotContain("TEMP B-TREE");
    }

    private static string Plan(FleetFile file, string sql)
    {
        using var connection = file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(Convert.ToString(reader["detail"], CultureInfo.InvariantCulture)!);
        }

        return string.Join("; ", steps);
    }
}
