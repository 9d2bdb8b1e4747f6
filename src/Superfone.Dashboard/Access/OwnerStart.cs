using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Access;

/// <summary>Creates the configured owner at the start, or the token of the set-up link, unless an owner exists.</summary>
internal sealed class OwnerStart(IServiceScopeFactory scopes, IOptions<SetupOptions> options, IPrimaryStore store, SettingStore settings) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Two nodes that start together make one owner.
        using var turn = store.EnterStart();
        await using var scope = scopes.CreateAsyncScope();
        var account = scope.ServiceProvider.GetRequiredService<OwnerAccount>();
        await account.CreateRolesAsync();
        if (await account.ExistsAsync())
            return;

        if (options.Value is not { OwnerEmail: { } email, OwnerPassword: { } password })
        {
            await settings.GetOrAddAsync(SettingStore.SetupToken, SecretSet.Create());
            return;
        }

        var errors = await account.CreateAsync(email, password);
        if (errors.Count > 0)
            throw new StartException([.. errors.Select(error => $"Superfone:Setup:OwnerEmail and Superfone:Setup:OwnerPassword do not make an owner: {error}")]);
        await settings.RemoveAsync(SettingStore.SetupToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
