using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;

namespace Grpc.StandIns.Tests.Binding;

/// <summary>The assemblies that are run unmodified on top of the abstractions.</summary>
internal static class RealAssemblies
{
    /// <summary>The assemblies of the abstractions.</summary>
    public static readonly string[] Abstractions = ["Grpc.Core.Api", "Grpc.Net.Common"];

    /// <summary>The names, as data of a theory.</summary>
    public static TheoryData<string> Names => ["Grpc.AspNetCore.Server", "Grpc.Net.Client"];

    public static Assembly Named(string name) =>
        new[] { typeof(GrpcServiceOptions).Assembly, typeof(GrpcChannel).Assembly }.Single(assembly => assembly.GetName().Name == name);
}
