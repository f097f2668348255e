#pragma warning disable
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Streams;

namespace Orleans.Runtime
{
    internal static class RuntimeContext
    {
        public static IGrainContext? Current => null;
    }

    internal sealed class GrainClass
    {
        public Engine Engine => throw new NotImplementedException();
    }

    internal sealed class Engine
    {
        public IGrainRuntime GrainRuntime => throw new NotImplementedException();
    }

    internal abstract class Activation : IGrainContext
    {
        public GrainClass Class => throw new NotImplementedException();
        public abstract GrainId GrainId { get; }
        public abstract object? GrainInstance { get; }
        public abstract GrainReference GrainReference { get; }
        public abstract IServiceProvider ActivationServices { get; }
        public abstract IGrainLifecycle ObservableLifecycle { get; }
        public abstract Task Deactivated { get; }
        public abstract void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
        public abstract TComponent? GetComponent<TComponent>() where TComponent : class;
        public abstract void SetComponent<TComponent>(TComponent? value) where TComponent : class;
        public abstract bool Equals(IGrainContext? other);
        public void EnterReentrantSection(Guid id) { }
        public void ExitReentrantSection(Guid id) { }
    }

    public class GrainReference : IAddressable
    {
        public GrainId GrainId => throw new NotImplementedException();
        internal object CastTo(Type t) => throw new NotImplementedException();
    }

    internal static class GrainTimer
    {
        public static IGrainTimer Start<T>(IGrainContext context, Func<T, CancellationToken, Task> callback, T state, GrainTimerCreationOptions options) => throw new NotImplementedException();
    }

    internal static class SiloServices
    {
        public const string DevelopmentId = "dev";
        public static ISiloBuilder Add(IServiceCollection services, IConfiguration configuration) => throw new NotImplementedException();
        public static void NameCluster(IServiceCollection services, string serviceId, string clusterId) { }
    }

    internal static class ClientServices
    {
        public static IClientBuilder Add(IServiceCollection services, IConfiguration configuration) => throw new NotImplementedException();
    }

    internal abstract class ReminderService : Orleans.Timers.IReminderRegistry, ILifecycleParticipant<ISiloLifecycle>
    {
        public abstract Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);
        public abstract Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);
        public abstract Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);
        public abstract Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
        public abstract void Participate(ISiloLifecycle lifecycle);
    }

    internal abstract class ReminderOptionsValidator : IConfigurationValidator
    {
        public abstract void ValidateConfiguration();
    }

    internal abstract class InMemoryReminderTable : IReminderTable
    {
        public abstract Task<ReminderTableData> ReadRows(GrainId grainId);
        public abstract Task<ReminderTableData> ReadRows(uint begin, uint end);
        public abstract Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);
        public abstract Task<string?> UpsertRow(ReminderEntry entry);
        public abstract Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);
        public abstract Task TestOnlyClearTable();
    }
}

namespace Orleans.Streams
{
    internal static class MemoryStreamProvider
    {
        public static IStreamProvider Find(IServiceProvider services, string name) => throw new NotImplementedException();
        public static void Add(IServiceCollection services, string name) { }
    }
}
