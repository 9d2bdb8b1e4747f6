using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Components.Layout.Theming;

/// <summary>The reader's choice of colours, for everything on the page that shows it.</summary>
public sealed class OwnAppearance(CurrentActor who, UserAppearances appearances, IJSRuntime js)
{
    /// <summary>Raised when it was read or chosen.</summary>
    public event Action? Changed;

    /// <summary>The choice; <see langword="null"/> before it was read.</summary>
    public Appearance? Current { get; private set; }

    /// <summary>Reads the choice, unless that was done.</summary>
    public async Task ReadAsync()
    {
        if (Current is null && (await who.GetAsync()).UserId is { } user)
            Set(await appearances.FindAsync(user));
    }

    /// <summary>Stores another choice, and shows the page in it.</summary>
    public async Task ChooseAsync(Appearance appearance)
    {
        await appearances.ChooseAsync(appearance, await who.GetAsync());
        Set(appearance);
        await js.InvokeVoidAsync("superfone.appear", appearance.Name());
    }

    private void Set(Appearance appearance)
    {
        Current = appearance;
        Changed?.Invoke();
    }
}
