using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The data on which a command works.</summary>
internal static class CommandData
{
    /// <summary>Requires a primary database of this version.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task RequireAsync(IServiceProvider services)
    {
        var file = services.GetRequiredService<PrimaryFile>();
        if (!file.Exists)
            throw new CommandException($"There is no database '{file.Path}'; start the application once, or name its folder with --Superfone:Data:Directory.");
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<PrimaryContext>().IsCurrentAsync())
            throw new CommandException($"The database '{file.Path}' is that of another version; start this version once.");
    }
}
