using FleetActors.Devices;
using FleetActors.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.ObjectPool;

namespace FleetActors.Telemetry;

/// <summary>Takes telemetry requests: read, parse, sort by device, evaluate, answer.</summary>
internal sealed partial class TelemetryIntake(IGrainFactory grains, TelemetryOptions options, ILogger<TelemetryIntake> logger)
{
    private const string RetryAfterSeconds = "1";

    private readonly TelemetryParser _parser = new(new TelemetryItemReader(new DeviceHandles(grains.GetDevice)), options.MaxItems);
    private readonly IngestGate _gate = new(options.MaxReadingsInFlight);
    private readonly ObjectPool<TelemetryWork> _pool = TelemetryWork.NewPool();

    /// <summary>The whole of a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (_gate.IsFull)
        {
            await Overloaded(context).ExecuteAsync(context);
            return;
        }

        var work = _pool.Get();
        try
        {
            var body = await TelemetryBody.ReadAsync(context.Request, _parser, options.MaxBytes, work.Message, context.RequestAborted);
            if (ProblemOf(body) is { } problem)
            {
                await problem.ExecuteAsync(context);
                return;
            }

            var values = work.Message.ValueCount;
            if (!_gate.TryEnter(values))
            {
                await Overloaded(context).ExecuteAsync(context);
                return;
            }

            Exception? failure;
            try
            {
                failure = await work.Dispatch.SendAsync(work.Message, work.Tally);
            }
            finally
            {
                _gate.Leave(values);
            }

            await AnswerAsync(context, work, failure);
        }
        finally
        {
            _pool.Return(work);
        }
    }

    private Task AnswerAsync(HttpContext context, TelemetryWork work, Exception? failure)
    {
        if (failure is not null)
        {
            LogNotStored(failure, work.Message.ItemCount);
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problems.Of(
                StatusCodes.Status503ServiceUnavailable,
                "unavailable",
                "Not every reading could be evaluated and its alerts stored. Send all of them again: what was taken already is known by its time.")
                .ExecuteAsync(context);
        }

        work.Tally.Rejected.AddRange(work.Message.Rejected);
        work.Tally.Finish();
        return work.Tally.Accepted > 0
            ? TelemetryAnswer.AcceptAsync(context.Response, work.Tally)
            : TelemetryAnswer.RefuseAsync(context.Response, work.Tally);
    }

    private ProblemHttpResult? ProblemOf(TelemetryBodyResult body) => body switch
    {
        { TooLarge: true } => Problems.TooLarge("too large", $"The body may have at most {options.MaxBytes} bytes."),
        { Fault: TelemetryFault.Broken } => Problems.BadRequest("invalid JSON", $"The body is not JSON, or nested more than {TelemetryParser.MaxDepth} deep."),
        { Fault: TelemetryFault.NoReadings } => Problems.Unprocessable("body", "must be an object, an array of objects, or NDJSON"),
        { Fault: TelemetryFault.Empty } => Problems.Unprocessable("body", "has no readings"),
        { Fault: TelemetryFault.TooMany } => Problems.TooLarge("too many readings", $"The body may have at most {options.MaxItems} items."),
        _ => null,
    };

    private ProblemHttpResult Overloaded(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Problems.Of(
            StatusCodes.Status429TooManyRequests,
            "overloaded",
            $"{options.MaxReadingsInFlight} readings are being evaluated. Nothing of this request was taken.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request with {Items} items of telemetry was answered 503: devices or storage are not available")]
    private partial void LogNotStored(Exception failure, int items);
}
