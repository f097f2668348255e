using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>Keeps all reminders of the table in memory, sends their ticks, and reads the table again from time to time.</summary>
internal sealed partial class ReminderService : IReminderRegistry, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(GrainId Grain, string Name), LocalReminder> _reminders = new();

    private readonly CancellationTokenSource _stopping = new();

    private readonly Engine _engine;

    private readonly ReminderOptions _options;

    private readonly ILogger<ReminderService> _logger;

    private readonly TimeProvider _clock;

    private long _reading;

    private Task _refreshing = Task.CompletedTask;

    public ReminderService(Engine engine, IOptions<ReminderOptions> options, ILogger<ReminderService> logger)
    {
        _engine = engine;
        _options = options.Value;
        _logger = logger;
        _clock = engine.Clock(ReminderTimeProviderNames.Reminders);
        Timers = new TimerQueue(_clock);
    }

    public TimerQueue Timers { get; }

    public DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private IReminderTable Table => field ??= _engine.Services.GetService<IReminderTable>()
        ?? throw new OrleansConfigurationException(
            "The reminder service has not been configured: register a reminder table, for example by UseAdoNetReminderService or UseInMemoryReminderService.");

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<ReminderService>(ServiceLifecycleStage.RuntimeGrainServices, Table.StartAsync, Table.StopAsync);
        lifecycle.Subscribe<ReminderService>(ServiceLifecycleStage.Active, StartAsync, StopAsync);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        RequireTimes(reminderName, dueTime, period);
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        RuntimeContext.Require();
        var entry = new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = Now + dueTime, Period = period };
        entry.ETag = await Table.UpsertRow(entry)
            ?? throw new ReminderException($"Could not register reminder {entry} to reminder table due to a race. Please try again later.");
        Keep(entry, Interlocked.Read(ref _reading) + 1);
        return GrainReminder.Of(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        RuntimeContext.Require();
        var known = (GrainReminder)reminder;
        if (!await Table.RemoveRow(known.GrainId, known.ReminderName, known.ETag) && await Table.ReadRow(known.GrainId, known.ReminderName) is not null)
        {
            throw new ReminderException($"Could not unregister reminder {reminder} from the reminder table, due to tag mismatch. You can retry.");
        }

        Drop((known.GrainId, known.ReminderName));
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        RuntimeContext.Require();
        return await Table.ReadRow(callingGrainId, reminderName) is { } entry ? GrainReminder.Of(entry) : null;
    }

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        RuntimeContext.Require();
        var data = await Table.ReadRows(callingGrainId);
        return [.. data.Reminders.Select(GrainReminder.Of)];
    }

    /// <summary>Sends a tick and waits for the grain's answer; failures are logged, and the next tick comes all the same.</summary>
    public async Task SendAsync(ReminderEntry entry)
    {
        try
        {
            var grain = (IRemindable)(IAddressable)GrainProxies.For<IRemindable>.Create(
                _engine.Origin, _engine.Classes.Find(entry.GrainId.Type), entry.GrainId.Key.Text);
            await grain.ReceiveReminder(entry.ReminderName, new TickStatus(entry.StartAt, entry.Period, Now));
        }
#pragma warning disable CA1031 // A grain that fails must not end its reminder.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogTickFailed(exception, entry.ReminderName, entry.GrainId);
        }
    }

    public void Dispose()
    {
        Timers.Dispose();
        _stopping.Dispose();
    }

    private void RequireTimes(string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < _options.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {reminderName} as requested period ({period}) is less than minimum allowed reminder period ({_options.MinimumReminderPeriod})");
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var isRead = await TryReadTableAsync();
        _refreshing = RefreshAsync(isRead);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        foreach (var reminder in _reminders)
        {
            reminder.Value.Dispose();
        }

        _reminders.Clear();
        await _refreshing;
    }

    private async Task RefreshAsync(bool isRead)
    {
        while (!_stopping.IsCancellationRequested)
        {
            var wait = isRead ? _options.RefreshReminderListPeriod : RetryDelay;
            await Task.Delay(wait, _clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_stopping.IsCancellationRequested)
            {
                isRead = await TryReadTableAsync();
            }
        }
    }

    private async Task<bool> TryReadTableAsync()
    {
        try
        {
            // What is registered or removed while the table is read is newer than what the reading gives.
            var reading = Interlocked.Increment(ref _reading);
            var data = await Table.ReadRows(0, 0);
            var found = new HashSet<(GrainId, string)>();
            foreach (var entry in data.Reminders)
            {
                found.Add((entry.GrainId, entry.ReminderName));
                Keep(entry, reading);
            }

            foreach (var (key, reminder) in _reminders)
            {
                if (!found.Contains(key) && reminder.Seen <= reading)
                {
                    Drop(key);
                }
            }

            return true;
        }
#pragma warning disable CA1031 // The table may be away for a while; reminders in memory go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogReadFailed(exception, RetryDelay);
            return false;
        }
    }

    private void Keep(ReminderEntry entry, long seen)
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        var reminder = _reminders.GetOrAdd((entry.GrainId, entry.ReminderName), static (_, made) => new LocalReminder(made.Service, made.Entry), (Service: this, Entry: entry));
        var isNew = reminder.Seen == 0;
        if (reminder.Seen > seen)
        {
            return;
        }

        var isChanged = reminder.Entry.ETag != entry.ETag;
        reminder.Seen = seen;
        if (isNew || isChanged)
        {
            reminder.Set(entry);
        }
    }

    private void Drop((GrainId Grain, string Name) key)
    {
        if (_reminders.TryRemove(key, out var reminder))
        {
            reminder.Dispose();
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Reminder {Name} of {GrainId} could not be delivered; it comes again at its next time")]
    private partial void LogTickFailed(Exception exception, string name, GrainId grainId);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The reminder table could not be read; trying again in {Delay}")]
    private partial void LogReadFailed(Exception exception, TimeSpan delay);
}
