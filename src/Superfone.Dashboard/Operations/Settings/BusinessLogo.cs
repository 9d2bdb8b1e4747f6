using System.Data.Common;
using System.Security.Cryptography;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations.Settings;

/// <summary>The logo of the business, which is kept in the primary database and so is in every backup.</summary>
public sealed class BusinessLogo : IDisposable
{
    /// <summary>The path at which everybody gets it; those who sign in see it too.</summary>
    public const string Path = "/images/logo";

    /// <summary>The maximum size in bytes: 250 KB.</summary>
    public const int MostBytes = 250_000;

    /// <summary>The maximum width and height in pixels.</summary>
    public const int MostPixels = 2000;

    private const string Setting = "BusinessLogo";

    private readonly SettingStore _store;
    private readonly AuditLog _audit;
    private readonly ILogger<BusinessLogo> _logger;
    private readonly NodeCache<string, LogoPicture?> _read;

    /// <summary>Creates it; another node may replace the picture as well.</summary>
    public BusinessLogo(SettingStore store, AuditLog audit, INodeMessages nodes, ILogger<BusinessLogo> logger)
    {
        (_store, _audit, _logger) = (store, audit, logger);
        _read = new(nodes, NodeTopic.Business, () => Changed?.Invoke());
    }

    /// <summary>Raised when it was changed.</summary>
    public event Action? Changed;

    /// <summary>The address of the picture, another one for another picture; <see langword="null"/> if there is none.</summary>
    /// <exception cref="DbException">It could not be read.</exception>
    public string? Address => AddressOf(Find());

    /// <summary>Finds the picture; <see langword="null"/> if there is none.</summary>
    /// <exception cref="DbException">It could not be read.</exception>
    public LogoPicture? Find() => _read.Find(Setting, () => Parse(_store.Find(Setting)));

    /// <summary>Finds the picture for what is also shown or sent while the database cannot be read; there is none then.</summary>
    public LogoPicture? FindIfReadable()
    {
        try
        {
            return Find();
        }
        catch (DbException error)
        {
            _logger.LogWarning(error, "The logo of the business could not be read");
            return null;
        }
    }

    /// <summary>The address of a picture.</summary>
    public static string? AddressOf(LogoPicture? picture) => picture is null ? null : $"{Path}?v={picture.Tag}";

    /// <summary>Replaces the picture.</summary>
    /// <param name="content">The file.</param>
    /// <param name="by">Who does.</param>
    /// <returns>What is wrong with it; <see cref="LogoProblem.None"/> if it is in use.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="DbException">Nothing was stored.</exception>
    public async Task<LogoProblem> SaveAsync(byte[] content, Actor by)
    {
        by.Require(Permission.ManageSettings);
        if (content.Length > MostBytes)
            return LogoProblem.TooLarge;
        if (LogoImage.Find(content) is not { } image)
            return LogoProblem.NoPicture;
        if (image is not { Width: > 0 and <= MostPixels, Height: > 0 and <= MostPixels })
            return LogoProblem.TooManyPixels;
        await _audit.WriteAsync(by, AuditAction.Setting, "business logo");
        var stored = $"{image.ContentType};{Convert.ToBase64String(content)}";
        await _store.SetAsync(Setting, stored);
        Change();
        return LogoProblem.None;
    }

    /// <summary>Removes the picture.</summary>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="DbException">It is still there.</exception>
    public async Task RemoveAsync(Actor by)
    {
        by.Require(Permission.ManageSettings);
        await _audit.WriteAsync(by, AuditAction.Setting, "business logo");
        await _store.RemoveAsync(Setting);
        Change();
    }

    /// <inheritdoc/>
    public void Dispose() => _read.Dispose();

    private void Change()
    {
        _read.Change();
        Changed?.Invoke();
    }

    private static LogoPicture? Parse(string? stored)
    {
        if (stored?.Split(';', 2) is not [var type, var text])
            return null;
        var content = Convert.FromBase64String(text);
        return new LogoPicture(type, content, Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8)));
    }
}

/// <summary>A logo.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="Content">The file.</param>
/// <param name="Tag">Tells it from others.</param>
public sealed record LogoPicture(string ContentType, byte[] Content, string Tag);

/// <summary>What is wrong with a picture.</summary>
public enum LogoProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The file is larger than <see cref="BusinessLogo.MostBytes"/>.</summary>
    TooLarge,

    /// <summary>It is no PNG, JPEG or WebP, or only a part of one.</summary>
    NoPicture,

    /// <summary>It is wider or higher than <see cref="BusinessLogo.MostPixels"/>.</summary>
    TooManyPixels,
}
