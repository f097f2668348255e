using System.Net;
using FleetActors.Sandbox;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddTelnyxSandbox();
builder.WebHost.ConfigureKestrel(static (context, kestrel) =>
    kestrel.Listen(IPAddress.Loopback, context.Configuration.GetValue("Sandbox:Port", 5001)));
// A page elsewhere that points a name of its own at 127.0.0.1 is not to play with the phones.
builder.Services.AddHostFiltering(static options => options.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
// A start that fails is told once, below.
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

try
{
    await using var app = builder.Build();
    app.UseHostFiltering();
    app.MapTelnyxSandbox(apiPrefix: "");
    app.MapGet("/", static () => Results.Redirect("/sandbox"));
    await app.StartAsync();

    var sandbox = app.Services.GetRequiredService<TelnyxSandbox>();
    var url = app.Urls.Single();
    Console.WriteLine($"Telnyx sandbox: API {url}/v2, phones {url}/sandbox");
    Console.WriteLine($"Deepgram sandbox: Deepgram__BaseUrl={url}/deepgram DEEPGRAM_API_KEY={sandbox.Options.ApiKey}");
    Console.WriteLine($"TELNYX_PUBLIC_KEY={sandbox.Keys.PublicKeyBase64}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (OptionsValidationException wrong)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong.Failures));
    return 1;
}
catch (IOException taken) when (taken.InnerException is AddressInUseException)
{
    var port = builder.Configuration.GetValue("Sandbox:Port", 5001);
    await Console.Error.WriteLineAsync($"Sandbox__Port={port} on 127.0.0.1 cannot be listened on ({taken.InnerException.Message}): set another Sandbox__Port, or end the program that has it.");
    return 1;
}
