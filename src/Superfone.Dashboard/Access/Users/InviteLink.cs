using System.Buffers.Text;
using System.Text;

namespace Superfone.Dashboard.Access.Users;

/// <summary>The link with which a user chooses their password. It works once, for a week; a newer link ends the older.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Token">Identity's token.</param>
public sealed record InviteLink(string UserId, string Token)
{
    /// <summary>The path of its page.</summary>
    public const string Path = "/invite";

    private const char Separator = '.';
    private const int MostCharacters = 2000;

    /// <summary>The value of its parameter <c>token</c>.</summary>
    public string Value => $"{UserId}{Separator}{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Token))}";

    /// <summary>The whole address.</summary>
    /// <param name="address">That of the application, such as <c>https://calls.example.com</c>.</param>
    public string At(string address) => $"{address.TrimEnd('/')}{Path}?token={Value}";

    /// <summary>Reads the parameter <c>token</c>; <see langword="null"/> if it is not one.</summary>
    public static InviteLink? Read(string? value)
    {
        if (value is not { Length: <= MostCharacters } || value.IndexOf(Separator, StringComparison.Ordinal) is not (> 0 and var at))
            return null;
        var token = value.AsSpan(at + 1);
        return Base64Url.IsValid(token) ? new InviteLink(value[..at], Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token))) : null;
    }
}
