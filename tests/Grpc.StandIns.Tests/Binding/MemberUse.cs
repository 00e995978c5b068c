using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Grpc.StandIns.Tests.Binding;

/// <summary>One member of the abstractions that an assembly was compiled against, as its metadata says.</summary>
internal sealed record MemberUse(int Token, string Name)
{
    public static IReadOnlyList<MemberUse> Of(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        List<MemberUse> uses = [];
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (DeclaringType(metadata, member.Parent) is { } type && IsOfTheAbstractions(metadata, type))
            {
                string name = $"{metadata.GetString(metadata.GetTypeReference(type).Name)}.{metadata.GetString(member.Name)}";
                uses.Add(new(MetadataTokens.GetToken(handle), name));
            }
        }
        return uses;
    }

    private static TypeReferenceHandle? DeclaringType(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference) return (TypeReferenceHandle)parent;
        if (parent.Kind != HandleKind.TypeSpecification) return null;

        // A constructed generic type: that it is one, class or struct, then which.
        BlobReader blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return null;
        blob.ReadCompressedInteger();
        EntityHandle type = blob.ReadTypeHandle();
        return type.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)type : null;
    }

    private static bool IsOfTheAbstractions(MetadataReader metadata, TypeReferenceHandle handle)
    {
        EntityHandle scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsOfTheAbstractions(metadata, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => RealAssemblies.Abstractions.Contains(
                metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)),
            _ => false,
        };
    }
}
