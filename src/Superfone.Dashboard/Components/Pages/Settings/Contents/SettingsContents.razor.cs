using Superfone.Dashboard.Access;

namespace Superfone.Dashboard.Components.Pages.Settings.Contents;

/// <summary>All pages of settings: what each is for, and how things stand.</summary>
public sealed partial class SettingsContents(IEnumerable<ISectionStates> sources, CurrentActor who, ILogger<SettingsContents> logger)
{
    private readonly Dictionary<string, SectionState?> _states = [];
    private IReadOnlyList<SettingsGroup> _groups = [];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var actor = await who.GetAsync();
        _groups = [.. SettingsGroup.All.Select(group => group with { Sections = [.. group.Sections.Where(part => actor.May(part.Section.Permission))] }).Where(group => group.Sections.Count > 0)];
        foreach (var href in _groups.SelectMany(group => group.Sections).Select(part => part.Section.Href))
        {
            try
            {
                _states[href] = await FindAsync(href, actor);
            }
            catch (Exception error)
            {
                // The page is needed most when something does not work.
                logger.LogError(error, "The state of {Section} could not be read", href);
            }
        }
    }

    private async Task<SectionState?> FindAsync(string href, Actor actor)
    {
        foreach (var source in sources)
        {
            if (await source.FindAsync(href, actor) is { } state)
                return state;
        }

        return null;
    }
}
