using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Components.Layout.Theming;

/// <summary>The reader's choice of colours, for everything on the page that shows it.</summary>
public sealed class OwnAppearance : IDisposable
{
    private readonly CurrentActor _who;
    private readonly UserAppearances _appearances;
    private readonly IJSRuntime _js;
    private string? _userId;

    /// <summary>Creates it; the choice may also be made in another window.</summary>
    public OwnAppearance(CurrentActor who, UserAppearances appearances, IJSRuntime js)
    {
        (_who, _appearances, _js) = (who, appearances, js);
        appearances.Changed += Follow;
    }

    /// <summary>Raised, on any thread, when it was read or chosen.</summary>
    public event Action? Changed;

    /// <summary>The choice; <see langword="null"/> before it was read.</summary>
    public Appearance? Current { get; private set; }

    /// <summary>Reads the choice, unless that was done.</summary>
    public async Task ReadAsync()
    {
        if (Current is not null || (await _who.GetAsync()).UserId is not { } user)
            return;
        _userId = user;
        Set(await _appearances.FindAsync(user));
    }

    /// <summary>Stores another choice, and shows the page in it.</summary>
    public async Task ChooseAsync(Appearance appearance)
    {
        await _appearances.ChooseAsync(appearance, await _who.GetAsync());
        Set(appearance);
        await _js.InvokeVoidAsync("superfone.appear", appearance.Name());
    }

    /// <inheritdoc/>
    public void Dispose() => _appearances.Changed -= Follow;

    // The window's own script shows it.
    private void Follow(string userId, Appearance appearance)
    {
        if (userId == _userId)
            Set(appearance);
    }

    private void Set(Appearance appearance)
    {
        if (Current == appearance)
            return;
        Current = appearance;
        Changed?.Invoke();
    }
}
