using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Tokens;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components.Pages.Settings.Tokens;

/// <summary>Makes and revokes API tokens.</summary>
public sealed partial class TokensPage(
    ApiTokens tokens, TokenIssuer issuer, CurrentActor who, BusinessCalendar calendar, Display display, TimeProvider time, ILogger<TokensPage> logger)
{
    private const string AssistantPath = "/mcp";

    private IReadOnlyList<ApiTokenItem>? _tokens;
    private string _name = "";
    private string _role = Roles.All[^1];
    private DateOnly? _lastDay;
    private string _accounts = "";
    private string? _made;
    private string? _problem;
    private long? _asked;
    private bool _isBusy;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _tokens = await tokens.ListAsync();

    private Task MakeAsync() => ChangeAsync(async () =>
    {
        var result = await issuer.CreateAsync(_name, _role, _lastDay is { } day ? EndOf(day) : null, Texts.Items(_accounts) is { Count: > 0 } accounts ? accounts : null, await who.GetAsync());
        _problem = result.Outcome switch
        {
            IssueOutcome.Made => null,
            IssueOutcome.WrongName or IssueOutcome.WrongRole => L["Tokens.WrongName"].Value,
            IssueOutcome.Expired => L["Tokens.Expired"].Value,
            IssueOutcome.WrongAccounts => L["Users.Wrong.accounts"].Value,
            IssueOutcome.NameTaken => L["Tokens.NameTaken"].Value,
        };
        if (result.Token is not { } made)
            return;
        (_made, _name, _lastDay, _accounts) = (made, "", null, "");
    });

    private Task RevokeAsync(long id) => ChangeAsync(async () =>
    {
        await issuer.RevokeAsync(id, await who.GetAsync());
        _asked = null;
    });

    private async Task ChangeAsync(Func<Task> change)
    {
        (_isBusy, _problem, _made) = (true, null, null);
        try
        {
            await change();
            _tokens = await tokens.ListAsync();
        }
        catch (Exception error) when (error is not ConfirmationRequiredException)
        {
            logger.LogError(error, "The API tokens could not be changed");
            _problem = L["Settings.NotSaved"];
        }

        _isBusy = false;
    }

    private IEnumerable<string> FactsOf(ApiTokenItem token) => new[]
    {
        token.Accounts is { } accounts ? L["Tokens.Sees", L.List([.. accounts.Select(display.Phone)])].Value : null,
        token.CreatedUtc is { } made ? L["Tokens.MadeBy", token.CreatedBy ?? L["Common.NotKnown"].Value, display.DayAndTimeWithin(made)].Value : null,
        token.ExpiresUtc is { } end ? EndText(end) : null,
        token.LastUsedUtc is { } used ? L["Tokens.Used", display.DayAndTimeWithin(used)].Value : L["Tokens.Unused"].Value,
    }.OfType<string>();

    // A token that ends at midnight has a last day.
    private string EndText(DateTime endUtc) => (endUtc <= Now, calendar.ToLocal(endUtc)) switch
    {
        (true, _) => L["Tokens.Ended", display.DayAndTimeWithin(endUtc)],
        (_, { TimeOfDay.Ticks: 0 } end) => L["Tokens.LastDayIs", L.DayAndYear(DateOnly.FromDateTime(end).AddDays(-1))],
        _ => L["Tokens.Ends", display.DayAndTimeWithin(endUtc)],
    };

    // A day of the business ends at its own midnight.
    private DateTime EndOf(DateOnly day) => calendar.StartOfUtc(day.AddDays(1));
}
