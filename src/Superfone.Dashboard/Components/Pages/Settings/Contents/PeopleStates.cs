using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.ReadModels.Staff;

namespace Superfone.Dashboard.Components.Pages.Settings.Contents;

/// <summary>Who there is, and what they did last.</summary>
internal sealed class PeopleStates(UserQueries users, StaffQueries staff, AuditQueries audit, ApiTokens tokens, TimeProvider time, IStringLocalizer<Strings> text) : ISectionStates
{
    /// <inheritdoc/>
    public async Task<SectionState?> FindAsync(string href, Actor actor) => href switch
    {
        "/settings/users" => new SectionState(text.Plural("Settings.State.Users", await CountUsersAsync())),
        "/staff" => new SectionState(text.Plural("Settings.State.Staff", (await staff.ReadAsync(actor.Visibility)).Items.Count)),
        "/settings/audit" => (await audit.ListAsync(new AuditFilter(), limit: 1)).Items is [var last] ? new SectionState(text["Settings.State.LastEntry", text.Wait(time.GetUtcNow().UtcDateTime - last.AtUtc)]) : null,
        "/settings/tokens" => new SectionState(text.Plural("Settings.State.Tokens", (await tokens.ListAsync()).Count)),
        "/account" => new SectionState(actor.Name, IsName: true),
        _ => null,
    };

    private async Task<int> CountUsersAsync()
    {
        var count = 0;
        await foreach (var user in ReadModels.Paging.Pages.ReadAllAsync(cursor => users.ListAsync(cursor, PageSize.Max)))
            count += user.Disabled ? 0 : 1;
        return count;
    }
}
