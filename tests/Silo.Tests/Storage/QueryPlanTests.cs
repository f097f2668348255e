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
    [InlineData("SELECT call_id FROM call_index WHERE wake_at <= 1 ORDER BY wake_at LIMIT 10", "ix_call_index_wake_at")]
    [InlineData("SELECT call_id FROM call_index WHERE (ended_at IS NULL OR owed > 0) AND call_id > 'a' ORDER BY call_id LIMIT 10", "ix_call_index_unfinished")]
    [InlineData("SELECT device_id FROM device_index WHERE wake_at <= 1 ORDER BY wake_at LIMIT 10", "ix_device_index_wake_at")]
    [InlineData("SELECT device_id FROM device_index WHERE fleet_id = 'a' AND device_id > 'b' ORDER BY device_id LIMIT 10", "ix_device_index_fleet")]
    [InlineData("SELECT number FROM phone_index WHERE storage_id = 1", "ix_phone_index_storage_id")]
    [InlineData("SELECT GrainIdExtensionString FROM OrleansStorage WHERE GrainTypeString = 'policy' AND PayloadBinary IS NOT NULL ORDER BY GrainIdExtensionString LIMIT 9", "UX_OrleansStorage_Key")]
    public async Task Plan_OnSqlite_SearchesByIndexAndDoesNotSort(string sql, string index)
    {
        await using var store = await FleetStore.OpenAsync(DatabaseKind.Sqlite);

        var plan = string.Join("; ", store.Database.Rows("EXPLAIN QUERY PLAN " + sql));

        plan.ShouldContain("SEARCH");
        plan.ShouldContain(index);
        plan.ShouldNotContain("SCAN");
        plan.ShouldNotContain("TEMP B-TREE");
    }

    [SkippableTheory]
    [InlineData("SELECT alert_id FROM alert_index WHERE wake_at <= 1 ORDER BY wake_at LIMIT 10", "ix_alert_index_wake_at")]
    [InlineData("SELECT alert_id FROM alert_index WHERE owed > 0 AND alert_id > 'a' ORDER BY alert_id LIMIT 10", "ix_alert_index_owed")]
    [InlineData("SELECT alert_id FROM alert_index WHERE dedup_key = 'a' AND dedup_key IS NOT NULL AND status <> 'resolved'", "ux_alert_index_dedup_key")]
    [InlineData("SELECT code FROM alert_pages WHERE number = 'a' ORDER BY storage_id", "alert_pages_pkey")]
    [InlineData("SELECT count(*) FROM alert_index WHERE status IN ('open', 'paging')", "ix_alert_index_status")]
    [InlineData("SELECT 1 FROM alert_index WHERE device_id = 'a' ORDER BY storage_id DESC LIMIT 10", "ix_alert_index_device")]
    [InlineData("SELECT 1 FROM alert_index WHERE fleet_id = 'a' ORDER BY storage_id DESC LIMIT 10", "ix_alert_index_fleet")]
    [InlineData("SELECT 1 FROM OrleansStorage WHERE GrainTypeString = 'alert' AND GrainIdExtensionString = 'a'", "UX_OrleansStorage_Key")]
    [InlineData("SELECT call_id FROM call_index WHERE wake_at <= 1 ORDER BY wake_at LIMIT 10", "ix_call_index_wake_at")]
    [InlineData("SELECT call_id FROM call_index WHERE (ended_at IS NULL OR owed > 0) AND call_id > 'a' ORDER BY call_id LIMIT 10", "ix_call_index_unfinished")]
    [InlineData("SELECT device_id FROM device_index WHERE wake_at <= 1 ORDER BY wake_at LIMIT 10", "ix_device_index_wake_at")]
    [InlineData("SELECT device_id FROM device_index WHERE fleet_id = 'a' AND device_id > 'b' ORDER BY device_id LIMIT 10", "ix_device_index_fleet")]
    [InlineData("SELECT number FROM phone_index WHERE storage_id = 1", "ix_phone_index_storage_id")]
    [InlineData("SELECT GrainIdExtensionString FROM OrleansStorage WHERE GrainTypeString = 'policy' AND PayloadBinary IS NOT NULL ORDER BY GrainIdExtensionString LIMIT 9", "UX_OrleansStorage_Key")]
    public async Task Plan_OnPostgres_SearchesByIndexAndDoesNotSort(string sql, string index)
    {
        await using var store = await FleetStore.OpenAsync(DatabaseKind.Postgres);

        // Without rows everything is cheap; forbidden ways are taken only where there is no other.
        var plan = string.Join("; ", store.Database.Rows(
            "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off; SET enable_incremental_sort = off; EXPLAIN " + sql));

        plan.ShouldContain("Index");
        plan.ShouldContain(index, Case.Insensitive);
        plan.ShouldContain("Index Cond");
        plan.ShouldNotContain("Seq Scan");
        plan.ShouldNotContain("Sort");
    }
}
