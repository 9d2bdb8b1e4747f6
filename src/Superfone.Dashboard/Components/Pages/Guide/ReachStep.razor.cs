using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Operations.Reach;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Components.Pages.Guide;

/// <summary>Sets the public URL, checks whether the internet gets in by it, and says what to do.</summary>
public sealed partial class ReachStep(
    ReachCheck check, SettingsEditor editor, IOptionsMonitor<AddressOptions> addresses, CurrentActor who, NavigationManager navigation, IServer server, IHostEnvironment environment, ILogger<ReachStep> logger)
{
    private readonly CancellationTokenSource _closing = new();
    private ReachResult? _result;
    private string _local = "";
    private IReadOnlyList<string> _errors = [];
    private string? _problem;
    private int _formKey;
    private bool _isBusy;

    /// <summary>Called after a check.</summary>
    [Parameter]
    public EventCallback OnChecked { get; set; }

    // The address of this page, unless only this computer knows it.
    private string? Suggested =>
        addresses.CurrentValue.Public is null && !editor.IsConfigured(SettingCatalog.PublicUrl) && new Uri(navigation.BaseUri) is { IsLoopback: false } page ? page.GetLeftPart(UriPartial.Authority) : null;

    private string SettingsFile => Path.Combine(environment.ContentRootPath, "appsettings.json");

    // Other names are refused once a public URL is set: a wrong one shuts out whoever leaves this page.
    private bool IsAlone => addresses.CurrentValue.Public is { } address && new Uri(navigation.BaseUri) is { IsLoopback: false } page && page.Host != address.Host;

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => (_local, _result) = (ListeningAddress.Of(server), check.Last);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || _result is { IsGood: true })
            return;
        await CheckAsync();
        StateHasChanged();
    }

    private async Task UseAsync(string address)
    {
        _errors = await editor.SaveAsync(new Dictionary<SettingDefinition, string?> { [SettingCatalog.PublicUrl] = address }, await who.GetAsync());
        _problem = null;
        _formKey++;
        if (_errors.Count == 0)
            await CheckAsync();
    }

    private async Task CheckAsync()
    {
        (_isBusy, _errors, _problem) = (true, [], null);
        StateHasChanged();
        try
        {
            _result = await check.CheckAsync(await who.GetAsync(), _closing.Token);
            await OnChecked.InvokeAsync();
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error)
        {
            logger.LogError(error, "The public URL could not be checked");
            _problem = L["Guide.Reach.Failed"];
        }

        _isBusy = false;
    }
}
