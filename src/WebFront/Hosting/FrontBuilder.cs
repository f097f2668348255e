namespace FleetActors.Hosting;

/// <summary>The builder that the web front starts from.</summary>
internal static class FrontBuilder
{
    /// <summary>
    /// Settings are read once, at start. Watching their files would mean watching the whole working directory, and with it every write to the
    /// database in it: that took a tenth of the processor under load.
    /// </summary>
    public static WebApplicationBuilder Create(string[] args) => WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
}
