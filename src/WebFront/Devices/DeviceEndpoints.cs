using System.Globalization;
using FleetActors.Fleets;
using FleetActors.Http;
using FleetActors.OnCall;
using FleetActors.OpenApi;
using FleetActors.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Devices;

/// <summary>Devices: what they sent, where their rules stand, and what an administrator says about them.</summary>
internal static class DeviceEndpoints
{
    private const int MaxBytes = 256 * 1024;
    private const int DefaultLimit = 100;

    public static IEndpointRouteBuilder MapDevices(this IEndpointRouteBuilder routes)
    {
        var devices = routes.MapGroup("/api/v1/devices").WithTags("devices");
        devices.MapGet("", ListAsync).RequireAuthorization(Roles.Operator).DescribeQuery(
            ("fleet_id", "devices of one fleet"),
            ("limit", $"1 to {DeviceQuery.MaxLimit}, default {DefaultLimit}"),
            ("after", "next of the page before: only later ids"));
        devices.MapGet("/{id}", GetAsync).RequireAuthorization(Roles.Operator);
        devices.MapGet("/{id}/readings", GetReadingsAsync).RequireAuthorization(Roles.Operator);
        devices.MapPut("/{id}", PutAsync).RequireAuthorization(Roles.Admin);
        devices.MapDelete("/{id}", DeleteAsync).RequireAuthorization(Roles.Admin);
        return routes;
    }

    /// <summary>Devices in order of id, with the number of their breaches and when they were last heard of.</summary>
    private static async Task<Results<Ok<DeviceListResponse>, ProblemHttpResult>> ListAsync(HttpRequest request, IGrainFactory grains)
    {
        var (fleet, limitText, after) = (Text(request, "fleet_id"), Text(request, "limit"), Text(request, "after"));
        if (fleet is not null && !FleetId.IsWellFormed(fleet))
        {
            return Problems.Unprocessable("fleet_id", FleetId.Rule);
        }

        if (after is not null && !DeviceId.IsWellFormed(after))
        {
            return Problems.Unprocessable("after", DeviceId.Rule);
        }

        var limit = DefaultLimit;
        if (limitText is not null
            && (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > DeviceQuery.MaxLimit))
        {
            return Problems.Unprocessable("limit", $"must be a whole number from 1 to {DeviceQuery.MaxLimit}");
        }

        var page = await grains.GetGrain<IDeviceDirectoryGrain>(0).ListAsync(new DeviceQuery(fleet, limit, after));
        return TypedResults.Ok(new DeviceListResponse(page.Devices, page.Next));
    }

    /// <summary>One device.</summary>
    private static async Task<Results<Ok<DeviceResponse>, ProblemHttpResult>> GetAsync(string id, IGrainFactory grains)
    {
        if (!DeviceId.IsWellFormed(id))
        {
            return BadId();
        }

        return await grains.GetDevice(id).GetAsync() is { } device ? TypedResults.Ok(DeviceResponse.Of(device)) : Unknown();
    }

    /// <summary>The last readings, newest first; about 16, kept in memory only.</summary>
    private static async Task<Results<Ok<ReadingListResponse>, ProblemHttpResult>> GetReadingsAsync(string id, IGrainFactory grains)
    {
        if (!DeviceId.IsWellFormed(id))
        {
            return BadId();
        }

        return await grains.GetDevice(id).GetReadingsAsync() is { } readings
            ? TypedResults.Ok(new ReadingListResponse([.. readings.Select(one => new ReadingResponse(one.Metric, one.Value, one.At))]))
            : Unknown();
    }

    /// <summary>Stores the device's own profile whole, and creates the device when it is unknown. Safe to repeat.</summary>
    private static async Task<Results<Ok<DeviceResponse>, ProblemHttpResult>> PutAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!DeviceId.IsWellFormed(id))
        {
            return BadId();
        }

        var (body, problem) = await JsonBody.ReadObjectAsync(request, MaxBytes, cancellationToken);
        if (body is not { } json)
        {
            return problem!;
        }

        var (profile, errors) = DeviceJson.Read(id, json);
        if (!errors.IsEmpty)
        {
            return OnCallProblems.Of(errors);
        }

        var device = grains.GetDevice(id);
        var refused = await device.PutProfileAsync(profile);
        if (!refused.IsEmpty)
        {
            return OnCallProblems.Of(ProfileErrors.Of(refused));
        }

        // Null only when someone deleted it in between.
        return await device.GetAsync() is { } stored ? TypedResults.Ok(DeviceResponse.Of(stored)) : Unknown();
    }

    /// <summary>Resolves the device's alerts and forgets it. Its next reading creates it anew where its fleet accepts unknown devices.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, IGrainFactory grains)
    {
        if (!DeviceId.IsWellFormed(id))
        {
            return BadId();
        }

        return await grains.GetDevice(id).DeleteAsync() ? TypedResults.NoContent() : Unknown();
    }

    private static ProblemHttpResult BadId() => Problems.Unprocessable("device_id", DeviceId.Rule);

    private static ProblemHttpResult Unknown() => Problems.NotFound("unknown device");

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
