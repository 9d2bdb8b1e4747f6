using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Numbers;

namespace Superfone.Dashboard.Components.Calling;

/// <summary>What to know before a call, over any page that offers one.</summary>
public sealed partial class BeforeCallDialog(
    OverviewQueries overviews, CallQueries calls, NumberQueries numbers, ReadLog reads, CurrentActor who, IJSRuntime js, ILogger<BeforeCallDialog> logger) : IAsyncDisposable
{
    private const int Shown = 3;

    private ElementReference _dialog;
    private IJSObjectReference? _module;
    private DotNetObjectReference<BeforeCallDialog>? _self;
    private PersonToCall? _person;
    private string? _asked;
    private long? _contactId;
    private bool _hasFailed;

    private string Title => _person?.Contact?.Contact.Name ?? (_person is { Number.Phone: var phone } ? Display.Phone(Written(phone)) : L["Contact.Before"].Value);

    /// <summary>Called by the browser when the dialog was opened.</summary>
    /// <param name="phone">The number that is to be called, or a <see cref="PhoneReference"/> to it.</param>
    [JSInvokable]
    public async Task OnOpenAsync(string phone)
    {
        await LoadAsync(phone, null);
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        await PageLeft.DisposeAsync(_module);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        await PageLeft.IgnoreAsync(async () =>
        {
            _module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/calling.js"]);
            if (_module is not null)
                await _module.InvokeVoidAsync("offer", _dialog, _self);
        });
    }

    private async Task LoadAsync(string asked, long? contactId)
    {
        (_asked, _contactId, _person, _hasFailed) = (asked, contactId, null, false);
        StateHasChanged();
        try
        {
            var person = await ReadAsync(asked, contactId);
            if (IsStill(asked, contactId))
                (_person, _hasFailed) = (person, person is null);
        }
        catch (Exception error)
        {
            logger.LogError(error, "What to know before a call could not be read");
            if (IsStill(asked, contactId))
                _hasFailed = true;
        }
    }

    private bool IsStill(string asked, long? contactId) => asked == _asked && contactId == _contactId;

    private string Written(string phone) => who.Visibility.MasksNumbers ? NumberMask.Of(phone) : phone;

    // A number that several contacts have may be any of theirs: the reader chooses.
    private async Task<PersonToCall?> ReadAsync(string asked, long? contactId)
    {
        var found = PhoneReference.Parse(asked) is { } reference ? await numbers.FindKeyAsync(who.Visibility, reference) : Display.Dialable(asked) ?? asked;
        if (found is not { } phone)
            return null;
        var number = await overviews.OfNumberAsync(who.Visibility, phone);
        var contact = (contactId ?? (number.Contacts is [var only] ? only.ContactId : null)) is { } id ? await overviews.OfContactAsync(who.Visibility, id) : null;
        var filter = contact is null ? new CallFilter { Phone = phone } : new CallFilter { ContactId = contact.Contact.ContactId };
        var latest = await calls.ListAsync(who.Visibility, filter, limit: Shown);
        var actor = await who.GetAsync();
        if (contact is null)
            await reads.NumberAsync(actor, phone);
        else
            await reads.ContactAsync(actor, contact.Contact.ContactId);
        return new PersonToCall(number, contact, latest.Items);
    }
}

/// <summary>Whom a number may reach.</summary>
/// <param name="Number">What is known of the number.</param>
/// <param name="Contact">The contact; <see langword="null"/> if the number has none, or several of which none was chosen.</param>
/// <param name="Calls">The latest calls with them.</param>
public sealed record PersonToCall(NumberOverview Number, ContactOverview? Contact, IReadOnlyList<CallItem> Calls);
