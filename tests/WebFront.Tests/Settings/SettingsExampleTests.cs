using System.Globalization;
using System.Reflection;
using FleetActors.Alerts;
using FleetActors.Sandbox;
using FleetActors.Telnyx;

namespace FleetActors.Settings;

/// <summary>The file that names every setting is complete, says the true defaults, and works as it is.</summary>
public sealed class SettingsExampleTests
{
    // Objects and lists: set in code or by tests, not from an environment.
    private static readonly string[] NotForEnvironments = ["Sandbox__DefaultNumber", "Sandbox__WebhookHandler", "Sandbox__VoiceRetryDelays", "Sandbox__MessagingRetryDelays"];

    private static readonly IReadOnlyDictionary<string, string?> Example = Read();

    [Theory]
    [InlineData("TELNYX_API_KEY")]
    [InlineData("AI_MODEL")]
    [InlineData("DEEPGRAM_API_KEY")]
    [InlineData("ALERT_NUMBER")]
    [InlineData("ONCALL_NUMBER")]
    [InlineData("DISPATCHER_NUMBER")]
    [InlineData("CONNECTION_ID")]
    [InlineData("PORT")]
    [InlineData("HOST")]
    [InlineData("TELNYX_PUBLIC_KEY")]
    [InlineData("TELNYX_WEBHOOK_SECRET")]
    [InlineData("TELNYX_BASE_URL")]
    [InlineData("HTTP_PUBLIC_URL")]
    [InlineData("WS_PUBLIC_URL")]
    [InlineData("DATA_DIR")]
    [InlineData("DATABASE_URL")]
    [InlineData("API_KEYS")]
    [InlineData("RATE_LIMIT")]
    [InlineData("MAX_CONNECTIONS")]
    [InlineData("MAX_ALERT_BYTES")]
    [InlineData("LOG_LEVEL")]
    public void Example_NamedSetting_IsThere(string name) => Example.ContainsKey(name).ShouldBeTrue(name);

    [Fact]
    public void Example_EveryOption_IsThereWithItsDefault()
    {
        var checkedNames = 0;
        foreach (var (name, value) in Options())
        {
            Example.ContainsKey(name).ShouldBeTrue(name);
            (Example[name] ?? "").ShouldBe(value, name);
            checkedNames++;
        }

        checkedNames.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Example_EverySectionSetting_Exists()
    {
        var known = Options().Select(option => option.Name).ToHashSet();
        Example.Keys.Where(name => name.Contains("__", StringComparison.Ordinal)).ShouldBeSubsetOf(known);
    }

    [Fact]
    public async Task Example_AsItIs_StartsTheSandboxServer()
    {
        // The port and folder of the example are somebody else's on this machine.
        var text = string.Join('\n', File.ReadLines(ExamplePath()).Where(line => !line.StartsWith("PORT=", StringComparison.Ordinal) && !line.StartsWith("DATA_DIR=", StringComparison.Ordinal)));
        await using var app = await Support.FrontApp.StartAsync(dotEnv: text);
        (await app.Client.GetAsync("/health/ready")).EnsureSuccessStatusCode();
    }

    private static IEnumerable<(string Name, string Value)> Options()
    {
        var types = new[] { typeof(TelnyxOptions).Assembly, typeof(AlertOptions).Assembly, typeof(SandboxOptions).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is not null);
        foreach (var type in types)
        {
            var section = type.GetField("Section")!.GetRawConstantValue();
            var defaults = Activator.CreateInstance(type)!;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
            {
                var name = $"{section}__{property.Name}";
                if (!NotForEnvironments.Contains(name))
                {
                    yield return (name, Text(property.GetValue(defaults)));
                }
            }
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static IReadOnlyDictionary<string, string?> Read() => DotEnv.Parse(File.ReadLines(ExamplePath())
        .Select(line => line.StartsWith("# ", StringComparison.Ordinal) && line.Contains("__", StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) > 0 ? line[2..] : line));

    private static string ExamplePath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, ".env.example");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException(".env.example is not above the test's folder.");
    }
}
