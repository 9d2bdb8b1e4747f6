using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Operations.Guide;
using Superfone.Dashboard.ReadModels.Deliveries;

namespace Superfone.Dashboard.Components.Pages.Settings.Contents;

/// <summary>Whether events come, and all that are expected.</summary>
internal sealed class ArrivalStates(SetupGuide guide, FirstEvent first, ArrivalQueries arrivals, IStringLocalizer<Strings> text) : ISectionStates
{
    /// <inheritdoc/>
    public async Task<SectionState?> FindAsync(string href, Actor actor) => href switch
    {
        "/welcome" => Of(await guide.ReadAsync(actor.Visibility)),
        "/connect" => (await first.Now.ReadAsync()).HasArrived ? SectionState.Is(text, "Settings.State.Receiving") : SectionState.Is(text, "Settings.State.NothingReceived", needsCare: true),
        "/completeness" => await arrivals.SilentAsync(actor.Visibility) is { Count: > 0 and var silent }
            ? new SectionState(text.Plural("Settings.State.Silent", silent), NeedsCare: true)
            : SectionState.Is(text, "Settings.State.NoneSilent"),
        _ => null,
    };

    private SectionState Of(SetupProgress progress)
    {
        var (done, all) = (progress.Done.Count, Enum.GetValues<SetupStep>().Length);
        return done == all ? SectionState.Is(text, "Settings.State.Done") : new SectionState(text["Settings.State.Steps", done, all]);
    }
}
