using FleetActors.Hosting;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.UseFleetSilo();
await builder.Build().RunAsync();
