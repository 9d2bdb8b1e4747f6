using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Backups;

/// <summary>Checks the bounds of <see cref="BackupOptions"/>.</summary>
internal sealed class BackupOptionsValidator : IValidateOptions<BackupOptions>
{
    private const int MostDays = 3650;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BackupOptions options)
    {
        var errors = new OptionErrors(BackupOptions.Section);
        errors.AddUnlessInRange("Keep", options.Keep, 1, MostDays);
        if (options.Directory is { } place && S3Address.IsMeant(place) && S3Address.Parse(place) is null)
            errors.Add("Directory", $"is '{place}', which is not {S3Address.Form}");
        return errors.Result;
    }
}
