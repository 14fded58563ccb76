@echo off
rem Starts xray-gpu. Builds it first if that was never done.
rem
rem   XRAY_GPU_JAVA_OPTS   more options for Java, such as -Xmx4g
setlocal
set "home=%~dp0"
set "jar=%home%cli\target\dist\xray-gpu.jar"
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if "%java%"=="java" for %%j in (java.exe) do if "%%~$PATH:j"=="" (
  >&2 echo xray-gpu: no Java is found: install a JDK of 17 or newer, or set JAVA_HOME to it
  exit /b 1
)

if not exist "%jar%" (
  >&2 echo xray-gpu: building, once, which takes some minutes ...
  pushd "%home%"
  >&2 call mvnw.cmd -B -q -DskipTests -Dspotless.check.skip=true -Djacoco.skip=true -DfailOnWarning=false package
  popd
)
if not exist "%jar%" (
  >&2 echo xray-gpu: the build failed: what is above says why
  exit /b 1
)

rem Faults in images are findings; OpenCV's own messages about them would only repeat that.
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=SILENT"
rem OpenBLAS, which no stage uses, else starts a thread for each processor.
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
"%java%" -XX:+UseSerialGC -Xlog:disable -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dorg.bytedeco.javacpp.nopointergc=true -Dorg.bytedeco.javacpp.maxphysicalbytes=0 %XRAY_GPU_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%
