using FleetActors.Bench;

return await BenchCommand.Create().Parse(args).InvokeAsync();
