using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Operations.Reach;
using Superfone.Dashboard.Operations.Settings;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations.Guide;

/// <summary>Leads from a fresh installation to the first event. What is done is computed from what there is; only what was left for later is kept.</summary>
public sealed class SetupGuide(DeliveryQueries deliveries, UserQueries users, SettingsEditor settings, ReachCheck reach, SettingStore store)
{
    private const char Separator = ' ';

    /// <summary>Reads how far the installation is set up.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<SetupProgress> ReadAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        var arrivals = await deliveries.FirstArrivalsAsync(visibility, cancellation);
        var people = (await users.ListAsync(limit: 2, cancellation: cancellation)).Items.Count;
        return new SetupProgress
        {
            Done = Enum.GetValues<SetupStep>().Where(IsDone).ToHashSet(),
            Postponed = Postponed().ToHashSet(),
            Arrivals = arrivals,
        };

        bool IsDone(SetupStep step) => step switch
        {
            SetupStep.Owner => people > 0,
            SetupStep.Business => settings.IsSet(SettingCatalog.BusinessName) && SettingCatalog.Week.Any(settings.IsSet),
            SetupStep.Reach => arrivals.Count > 0 || reach.HasWorked,
            SetupStep.Connect => arrivals.Count > 0,
            SetupStep.Invite => people > 1,
        };
    }

    /// <summary>Leaves a step for later, so that the guide goes on with the next one.</summary>
    /// <param name="step">The step.</param>
    /// <param name="by">Who leaves it.</param>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task PostponeAsync(SetupStep step, Actor by)
    {
        by.Require(Permission.ManageSettings);
        await store.SetAsync(SettingStore.PostponedSteps, string.Join(Separator, Postponed().Append(step).Distinct()));
    }

    private IEnumerable<SetupStep> Postponed() => (store.Find(SettingStore.PostponedSteps) ?? "").Split(Separator)
        .Select(name => Enum.TryParse<SetupStep>(name, out var step) ? step : (SetupStep?)null).OfType<SetupStep>();
}
