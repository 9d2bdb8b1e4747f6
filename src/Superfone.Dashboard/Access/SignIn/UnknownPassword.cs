using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>A password that nobody knows, to compare with where there is no account, so that it takes as long as where there is one.</summary>
public sealed class UnknownPassword
{
    private readonly User _nobody = new();
    private string? _hash;

    /// <summary>Compares a presented password with it.</summary>
    public void Compare(IPasswordHasher<User> hasher, string presented) =>
        hasher.VerifyHashedPassword(_nobody, _hash ??= hasher.HashPassword(_nobody, SecretSet.Create()), presented);
}
