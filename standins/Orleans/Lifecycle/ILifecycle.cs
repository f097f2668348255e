namespace Orleans
{
    /// <summary>Something with stages that can be watched.</summary>
    public interface ILifecycleObservable
    {
        /// <summary>Starts watching a stage; disposing the result stops it.</summary>
        IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
    }

    /// <summary>Runs at a stage.</summary>
    public interface ILifecycleObserver
    {
        /// <summary>The stage is reached; later stages wait. Throwing stops the start.</summary>
        Task OnStart(CancellationToken cancellationToken = default);

        /// <summary>The stage is left; runs in the opposite order.</summary>
        Task OnStop(CancellationToken cancellationToken = default);
    }

    /// <summary>A service that watches stages; the silo asks every registered one before it starts.</summary>
    public interface ILifecycleParticipant<TLifecycleObservable>
        where TLifecycleObservable : ILifecycleObservable
    {
        /// <summary>Subscribes to the stages it wants.</summary>
        void Participate(TLifecycleObservable lifecycle);
    }

    /// <summary>Something with stages that can be started and stopped.</summary>
    public interface ILifecycleSubject : ILifecycleObservable, ILifecycleObserver;

    /// <summary>Settings are checked by these before a silo starts.</summary>
    public interface IConfigurationValidator
    {
        /// <summary>Throws when the settings cannot work.</summary>
        void ValidateConfiguration();
    }
}

namespace Orleans.Runtime
{
    /// <summary>Stages of a silo, <see cref="ServiceLifecycleStage"/>.</summary>
    public interface ISiloLifecycle : ILifecycleObservable
    {
        /// <summary>Last stage whose start has finished.</summary>
        int HighestCompletedStage { get; }

        /// <summary>Last stage whose stop has finished.</summary>
        int LowestStoppedStage { get; }
    }

    /// <summary>A silo's stages with the means to run them.</summary>
    public interface ISiloLifecycleSubject : ISiloLifecycle, ILifecycleSubject;

    /// <summary>Stages of an activation, <see cref="GrainLifecycleStage"/>.</summary>
    public interface IGrainLifecycle : ILifecycleObservable;

    /// <summary>Runs once when a silo starts.</summary>
    public interface IStartupTask
    {
        /// <summary>Does the work. Throwing stops the start.</summary>
        Task Execute(CancellationToken cancellationToken);
    }

    /// <summary>Stages of an activation.</summary>
    public static class GrainLifecycleStage
    {
        public const int First = int.MinValue;
        public const int SetupState = 1000;
        public const int Activate = 2000;
        public const int Last = int.MaxValue;
    }
}

namespace Orleans
{
    /// <summary>Stages of a silo, started upwards and stopped downwards.</summary>
    public static class ServiceLifecycleStage
    {
        public const int First = int.MinValue;
        public const int RuntimeInitialize = 2000;
        public const int RuntimeServices = 4000;
        public const int RuntimeStorageServices = 6000;
        public const int RuntimeGrainServices = 8000;
        public const int AfterRuntimeGrainServices = 8100;
        public const int ApplicationServices = 10000;
        public const int ValidateInitialConnectivity = 19900;
        public const int GrainDirectoryShutdown = 19997;
        public const int GrainDeactivation = 19998;
        public const int BecomeActive = 19999;
        public const int Active = 20000;
        public const int Last = int.MaxValue;
    }
}
