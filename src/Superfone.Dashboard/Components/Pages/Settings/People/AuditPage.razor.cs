using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Components.Pages.Settings.People;

/// <summary>The log of who did what, with the filters in its address.</summary>
public sealed partial class AuditPage(AuditQueries entries, RangeQuery ranges, NavigationManager navigation, ILogger<AuditPage> logger)
{
    private static readonly Dictionary<string, string> Paths = new() { ["call"] = "/calls", ["contact"] = "/contacts", ["delivery"] = "/deliveries" };

    private readonly List<string> _problems = [];
    private PagedRows<AuditItem> _list = default!;
    private AuditFilter _filter = new();
    private BusinessRange _range = BusinessRange.AnyTime;
    private IReadOnlyList<string> _users = [];
    private string? _shown;

    private string Query => new Uri(navigation.Uri).Query;

    private IReadOnlyList<(string, string)> UserChoices => [.. _users.Select(user => (user, user))];

    private IReadOnlyList<(string, string)> ActionChoices => [.. AuditLog.Names.Select(name => (name, NameOf(name)))];

    /// <inheritdoc/>
    public void Dispose() => _list.Dispose();

    /// <inheritdoc/>
    protected override void OnInitialized() => _list = new PagedRows<AuditItem>(
        (cursor, cancellation) => entries.ListAsync(_filter, cursor, cancellation: cancellation), entry => entry.Id, logger);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Query)
            return;
        _shown = Query;
        _problems.Clear();
        (_filter, _range) = AuditQuery.Read(QueryHelpers.ParseQuery(Query), ranges, _problems, AuditLog.Names);
        await _list.LoadAsync();
        try
        {
            _users = await entries.UsersAsync();
        }
        catch (Exception error)
        {
            logger.LogError(error, "The users of the audit log could not be listed");
        }
    }

    // "call 5" and "recording of call 5" lead to the call.
    private (string Href, string Name)? ItemOf(AuditItem entry)
    {
        if (entry.Subject is not { } subject || Named().Match(subject) is not { Success: true } match)
            return null;
        var (what, id) = (match.Groups["what"].Value, match.Groups["id"].Value);
        return ($"{Paths[what]}/{id}", L[$"Audit.Subject.{(match.Groups["of"].Success ? "recording" : what)}", id].Value);
    }

    private string? SettingOf(AuditItem entry) =>
        entry.Subject is { } key && SettingCatalog.All.TryGetValue(key, out var changed) ? L[SettingField.NameKey(changed)].Value : null;

    [GeneratedRegex(@"^(?<of>recording of )?(?<what>call|contact|delivery) (?<id>\d{1,18})$")]
    private static partial Regex Named();

    private string NameOf(string action) => Enum.TryParse<AuditAction>(action, ignoreCase: true, out var known) ? L[$"AuditAction.{known}"] : action;
}
