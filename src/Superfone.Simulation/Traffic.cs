namespace Superfone.Simulation;

/// <summary>The events of a simulated business: its calls and their consequences.</summary>
public static class Traffic
{
    private const double FormShare = 0.1;
    private const double OutboundShare = 0.25;
    private const double KnownCallerShare = 0.45;

    // Each spontaneous call leads to a quarter of a call on average: returned calls, reminders, second attempts.
    private const double SpontaneousShare = 0.8;

    /// <summary>Simulates one business, or several.</summary>
    /// <returns>The events in order of time; endless if <see cref="SimulationOptions.Live"/> is <see langword="null"/>.</returns>
    public static IEnumerable<SimulatedEvent> Of(SimulationOptions options) => options.Businesses == 1
        ? OfOne(options)
        : Businesses.Merge([.. Enumerable.Range(0, options.Businesses).Select(index => OfOne(Businesses.Nth(options, index)))]);

    private static IEnumerable<SimulatedEvent> OfOne(SimulationOptions options)
    {
        var scheduler = new Scheduler(options);
        var crm = new Crm(scheduler);
        var calls = new Switchboard(scheduler, crm, Agent.Team(options));
        var leads = new LeadPool(scheduler);
        PlanNext();
        return scheduler.Run();

        void PlanNext() => scheduler.At(NextCall(scheduler), () =>
        {
            PlanNext();
            var chance = scheduler.Random.Between(0.0, 1.0);
            if (chance < FormShare)
                calls.FillInForm(leads.New());
            else if (chance < FormShare + OutboundShare && leads.Known() is { } lead)
                calls.Call(lead);
            else
                calls.Receive(scheduler.Random.Happens(KnownCallerShare) ? leads.Known() ?? leads.New() : leads.New());
        });
    }

    private static DateTime NextCall(Scheduler scheduler)
    {
        var options = scheduler.Options;
        var when = scheduler.Now;
        while (when < options.LiveFromUtc)
        {
            // Rejection sampling: candidates at the rate of the busiest hour, accepted at the rate of this hour.
            const double busiestShare = 0.15;
            when += scheduler.Random.Wait(TimeSpan.FromHours(1 / (busiestShare * options.CallsPerDay * SpontaneousShare)));
            if (when < options.LiveFromUtc && scheduler.Random.Happens(WorkingHours.ShareOfDay(when) / busiestShare))
                return when;
        }

        return (scheduler.IsLive ? scheduler.Now : options.LiveFromUtc) + scheduler.Random.Wait(TimeSpan.FromMinutes(1 / (options.CallsPerMinute * SpontaneousShare)));
    }
}
