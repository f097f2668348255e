using System.Globalization;
using System.Text.RegularExpressions;
using FleetActors.Hosting;
using FleetActors.Media;

namespace FleetActors.Deploy;

/// <summary>Compose file, images, nginx site and the program's settings speak of the same things.</summary>
public sealed partial class DeployFilesTests
{
    private static readonly string[] Silos = ["silo-1", "silo-2"];
    private static readonly string[] Fronts = ["front-1", "front-2"];
    private static readonly string[] Members = [.. Silos, .. Fronts];

    [Fact]
    public void Compose_Services_AreTheCluster() => ComposeFile.Services.Keys.ShouldBe(["postgres", .. Members, "nginx"], ignoreOrder: true);

    [Fact]
    public void Compose_EverySettingOfAMember_IsInTheExample()
    {
        var known = ExampleName().Matches(ComposeFile.Text(".env.example")).Select(match => match.Groups[1].Value).ToHashSet();
        foreach (var (member, name) in Members.SelectMany(member => ComposeFile.Environment(member).Keys.Select(name => (member, name))))
        {
            known.ShouldContain(name, member);
        }

        foreach (Match variable in Variable().Matches(ComposeFile.Text("docker-compose.yml")))
        {
            known.ShouldContain(variable.Groups[1].Value);
        }
    }

    [Fact]
    public void Compose_Members_ShareClusterAndDatabase()
    {
        Members.Select(member => ComposeFile.Environment(member)["Cluster__ClusterId"]).Distinct().ShouldHaveSingleItem();
        Members.Select(member => ComposeFile.Environment(member)["DATABASE_URL"]).Distinct().ShouldHaveSingleItem().ShouldContain("@postgres:5432/");
        Fronts.ShouldAllBe(front => ComposeFile.Environment(front)["Cluster__Role"] == "client");
    }

    [Fact]
    public void Compose_Members_MayWriteNothing()
    {
        foreach (var member in Members.Select(member => ComposeFile.Services[member]))
        {
            member["read_only"].ShouldBe("true");
            member.ShouldNotContainKey("volumes");
            ((List<object>)member["cap_drop"]).ShouldBe(["ALL"]);
        }

        ComposeFile.Text("deploy/docker/Dockerfile").ShouldContain("USER $APP_UID");
    }

    [Fact]
    public void Compose_Images_ArePinned()
    {
        foreach (var name in new[] { "postgres", "nginx" })
        {
            PinnedImage().IsMatch((string)ComposeFile.Services[name]["image"]).ShouldBeTrue(name);
        }

        BaseImage().Matches(ComposeFile.Text("deploy/docker/Dockerfile")).Select(match => match.Groups[1].Value).Where(image => image.Contains('/', StringComparison.Ordinal))
            .ToList().ShouldAllBe(image => PinnedImage().IsMatch(image));
    }

    [Fact]
    public void Compose_Builds_AreTargetsOfTheDockerfile()
    {
        var dockerfile = ComposeFile.Text("deploy/docker/Dockerfile");
        foreach (var member in Members)
        {
            var build = (Dictionary<object, object>)ComposeFile.Services[member]["build"];
            build["dockerfile"].ShouldBe("deploy/docker/Dockerfile");
            dockerfile.ShouldContain($"FROM base AS {build["target"]}\n");
        }
    }

    [Fact]
    public void Compose_HealthChecks_AskTheProgramsOfTheImages()
    {
        foreach (var member in Members)
        {
            var test = (List<object>)((Dictionary<object, object>)ComposeFile.Services[member]["healthcheck"])["test"];
            test[^1].ShouldBe(HealthQuestion.Word);
            ComposeFile.Text("deploy/docker/Dockerfile").ShouldContain($"""ENTRYPOINT ["dotnet", "{test[2]}"]""");
        }
    }

    [Fact]
    public void Compose_GracePeriodOfSilos_OutlastsTheirDrain()
    {
        foreach (var silo in Silos)
        {
            var grace = int.Parse(((string)ComposeFile.Services[silo]["stop_grace_period"]).TrimEnd('s'), CultureInfo.InvariantCulture);
            grace.ShouldBeGreaterThan(int.Parse(ComposeFile.Environment(silo)["Cluster__DrainSeconds"], CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Nginx_Upstreams_AreTheFrontsOnTheirPort()
    {
        var servers = UpstreamServer().Matches(ComposeFile.Text("deploy/nginx/fleet.conf")).Select(match => match.Groups[1].Value).ToList();
        servers.Distinct().ShouldBe(Fronts.Select(front => $"{front}:{ComposeFile.Environment(front)["PORT"]}"));
        servers.Count.ShouldBe(4);
    }

    [Fact]
    public void Nginx_Port_IsThePublishedOne()
    {
        var published = (string)((List<object>)ComposeFile.Services["nginx"]["ports"])[0];
        ComposeFile.Text("deploy/nginx/fleet.conf").ShouldContain($"listen {published.Split(':')[^1]};");
    }

    [Fact]
    public void Nginx_MediaSocket_IsUpgradedAndMayBeQuietForAnHour()
    {
        var location = Regex.Match(ComposeFile.Text("deploy/nginx/fleet.conf"), @$"location = {MediaEndpoints.Path} \{{(.*?)\}}", RegexOptions.Singleline).Groups[1].Value;
        location.ShouldContain("proxy_set_header Upgrade $http_upgrade;");
        location.ShouldContain("proxy_read_timeout 3600s;");
    }

    [GeneratedRegex(@"^(?:# )?([A-Za-z_]+)=", RegexOptions.Multiline)]
    private static partial Regex ExampleName();

    [GeneratedRegex(@"\$\{([A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@":[0-9]+\.[0-9]+[^:]*$")]
    private static partial Regex PinnedImage();

    [GeneratedRegex(@"^FROM (\S+)", RegexOptions.Multiline)]
    private static partial Regex BaseImage();

    [GeneratedRegex(@"^\s+server (\S+?)[ ;]", RegexOptions.Multiline)]
    private static partial Regex UpstreamServer();
}
